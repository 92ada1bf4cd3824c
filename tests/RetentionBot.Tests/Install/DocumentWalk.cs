using System.Diagnostics;
using System.Text.RegularExpressions;
using RetentionBot.Channels.Tests;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Features.Alerts;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Install;

/// <summary>
/// Does what an install document says, block by block: <c>sh</c> is run, <c>chat</c> is written in the channel, <c>answer</c> must then stand there, <c>press</c> is
/// pressed on the message that the last answer stands in. Only what the reader must fill in is filled in.
/// </summary>
internal sealed partial class DocumentWalk(FakeCloud cloud, IChatSide side) : IAsyncDisposable
{
    private const string Reader = "you";

    /// <summary>What the reader puts in; and a free port, since several walks go at a time.</summary>
    private static readonly Dictionary<string, string> FilledIn = new(StringComparer.Ordinal)
    {
        ["YOUR-APP-ID"] = FakeIssuer.AppId,
        ["YOUR-CLIENT-SECRET"] = FakeCloud.ClientSecret,
        ["YOUR-TENANT-ID"] = TeamsSide.Tenant,
        ["xoxb-YOUR-BOT-TOKEN"] = SlackSide.Token,
        ["YOUR-SIGNING-SECRET"] = SlackSide.Secret,
        ["127.0.0.1:3978"] = "127.0.0.1:0",
    };

    private readonly TestFolder _folder = new();
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly List<string> _done = [];
    private Process? _bot;
    private ShownMessage? _shown;

    /// <summary>What the last verb said.</summary>
    public string Output { get; private set; } = "";

    public string FileIn(string name) => _folder.File(name);

    /// <summary>Walks a document from its first block to its last.</summary>
    /// <returns>The kinds of the blocks, in order.</returns>
    public async Task<IReadOnlyList<string>> FollowAsync(string document)
    {
        Directory.CreateSymbolicLink(_folder.File("docs"), Path.Combine(Repository.Root, "docs"));
        await File.WriteAllTextAsync(_folder.File("trusted.pem"), cloud.TrustedPem);
        foreach (Match block in Block().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", document))))
        {
            var text = FilledIn.Aggregate(block.Groups["text"].Value.Trim(), (all, filled) => all.Replace(filled.Key, filled.Value, StringComparison.Ordinal));
            await (block.Groups["kind"].Value switch
            {
                "sh" => RunAsync(text.Split('\n')),
                "chat" => side.SayAsync(Reader, text.Replace("@RetentionBot ", "", StringComparison.Ordinal)),
                "press" => PressAsync(text),
                _ => ReadAsync(text),
            });
            _done.Add(block.Groups["kind"].Value);
        }

        return _done;
    }

    /// <summary>Runs a verb with the settings so far, and others.</summary>
    public async Task<(int ExitCode, string Output)> VerbAsync(string arguments, params (string Name, string Value)[] others)
    {
        using var verb = Start(arguments, others);
        var (output, error) = (verb.StandardOutput.ReadToEndAsync(), verb.StandardError.ReadToEndAsync());
        await verb.WaitForExitAsync();
        return (verb.ExitCode, await output + await error);
    }

    public async ValueTask DisposeAsync()
    {
        if (_bot is { HasExited: false })
        {
            _bot.Kill();
            await _bot.WaitForExitAsync();
        }

        _bot?.Dispose();
        _folder.Dispose();
    }

    private async Task RunAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (Export().Match(line) is { Success: true } export)
            {
                _settings[export.Groups["name"].Value] = export.Groups["value"].Value;
            }
            else if (line.StartsWith("retentionbot serve", StringComparison.Ordinal))
            {
                await ServeAsync(line["retentionbot ".Length..]);
            }
            else
            {
                line.ShouldStartWith("retentionbot ");
                (var exit, Output) = await VerbAsync(line["retentionbot ".Length..]);
                exit.ShouldBe(0, $"{line}\n{Output}");
            }
        }
    }

    private async Task ServeAsync(string arguments)
    {
        _bot = Start(arguments, []);
        var error = _bot.StandardError.ReadToEndAsync();
        while (await _bot.StandardOutput.ReadLineAsync() is { } line)
        {
            CapturedLog.Take(line);
            if (Address().Match(line) is { Success: true } found)
            {
                cloud.Bot = new Uri(found.Groups["address"].Value);
                _ = ReadOnAsync(_bot.StandardOutput);
                return;
            }
        }

        throw new ShouldAssertException(await error);
    }

    private static async Task ReadOnAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            CapturedLog.Take(line);
        }
    }

    private Process Start(string arguments, (string Name, string Value)[] others)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RetentionBot.dll"), .. arguments.Split(' ')])
        {
            UseShellExecute = false,
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        start.Environment["HTTPS_PROXY"] = cloud.ProxyAddress;
        start.Environment["SSL_CERT_FILE"] = _folder.File("trusted.pem");
        foreach (var (name, value) in _settings.Select(setting => (setting.Key, setting.Value)).Concat(others))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private async Task ReadAsync(string words) => _shown = await side.ShouldShowAsync(words);

    private async Task PressAsync(string title)
    {
        title.ShouldBe("Acknowledge");
        await side.PressAsync(Reader, _shown!, AcknowledgeAlert.Verb);
    }

    [GeneratedRegex("^ *```(?<kind>sh|chat|answer|press)\n(?<text>.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex("^export (?<name>[A-Za-z0-9_]+)=(?<value>\\S+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Export();

    [GeneratedRegex(@"RetentionBot is running on (?<address>\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
