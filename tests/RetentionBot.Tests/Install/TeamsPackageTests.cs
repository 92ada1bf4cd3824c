using System.Buffers.Binary;
using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Turns;
using RetentionBot.Hosting.Install;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Install;

/// <summary>The verb <c>pack-teams</c>: what it writes is what Microsoft's own schemas take, and every command it offers is one the bot knows.</summary>
public sealed class TeamsPackageTests
{
    private const string AppId = "3f0f6a0e-1d6c-4c39-9d43-0a3c5f1f6d11";
    private static readonly TeamsApp App = new(Guid.Parse(AppId), "bot.example.com", "Example", "https://www.example.com/bot");

    [Fact, Trait("Conformance", "BF-63")]
    public async Task The_schemas_of_Microsoft_find_no_fault()
    {
        var (manifest, dutch) = (Json(App, "manifest.json"), Json(App, "nl.json"));
        var spoilt = manifest.DeepClone().AsObject();
        spoilt["bots"]![0]!["scopes"]![0] = "everybody";
        spoilt.Remove("accentColor");
        var documents = new JsonArray(
            Of("MicrosoftTeams.schema.json", manifest),
            Of("MicrosoftTeams.schema.json", Json(App with { InSharedChannels = true }, "manifest.json")),
            Of("MicrosoftTeams.Localization.schema.json", dutch),
            Of("MicrosoftTeams.schema.json", spoilt));

        var faults = JsonNode.Parse(await NodeScript.RunAsync(Path.Combine(Repository.Root, "tests/RetentionBot.Tests/Install/npm"), "validate.mjs", documents.ToJsonString()))!.AsArray();

        faults[0]!.AsArray().ShouldBeEmpty();
        faults[1]!.AsArray().ShouldBeEmpty();
        faults[2]!.AsArray().ShouldBeEmpty();
        faults[3]!.AsArray().Count.ShouldBe(2);

        static JsonObject Of(string schema, JsonObject document) => new() { ["schema"] = schema, ["document"] = document };
    }

    [Fact]
    public void It_is_for_this_bot_and_this_host()
    {
        var manifest = Json(App, "manifest.json");

        ((string?)manifest["id"]).ShouldBe(AppId);
        ((string?)manifest["bots"]![0]!["botId"]).ShouldBe(AppId);
        manifest["bots"]![0]!["scopes"]!.AsArray().Select(scope => (string?)scope).ShouldBe(["personal", "team", "groupChat"]);
        manifest["validDomains"]!.AsArray().Select(domain => (string?)domain).ShouldBe(["bot.example.com"]);
        manifest.ContainsKey("authorization").ShouldBeFalse();
        manifest.ContainsKey("supportsChannelFeatures").ShouldBeFalse();
        ((string?)Json(App with { InSharedChannels = true }, "manifest.json")["supportsChannelFeatures"]).ShouldBe("tier1");
        TeamsPackage.Write(App).ShouldBe(TeamsPackage.Write(App));
    }

    [Fact]
    public void The_Dutch_words_say_every_command_again()
    {
        var lists = Json(App, "manifest.json")["bots"]![0]!["commandLists"]!.AsArray();
        var expected = lists.SelectMany((list, at) => list!["commands"]!.AsArray().SelectMany((_, index) =>
            (string[])[$"bots[0].commandLists[{at}].commands[{index}].title", $"bots[0].commandLists[{at}].commands[{index}].description"]));

        Json(App, "nl.json").Select(word => word.Key).Where(key => key.StartsWith("bots", StringComparison.Ordinal)).ShouldBe(expected);
    }

    [Fact]
    public async Task The_bot_knows_every_command_on_the_lists()
    {
        await using var host = await BuiltHost.StartAsync();
        var commands = host.Services.GetServices<TextCommand>().Where(command => command.Handler != typeof(AskInChat)).ToList();
        var english = Json(App, "manifest.json")["bots"]![0]!["commandLists"]!.AsArray().SelectMany(list => list!["commands"]!.AsArray()).Select(command => (string)command!["title"]!);
        var dutch = Json(App, "nl.json").Where(word => word.Key.EndsWith("].title", StringComparison.Ordinal)).Select(word => (string)word.Value!);

        var strange = english.Concat(dutch).Distinct(StringComparer.Ordinal).Where(title => !commands.Exists(command => command.Matches(title))).ToList();

        strange.ShouldBe(["what was churn last month", "wat was de churn vorige maand"]);
        foreach (var question in strange)
        {
            var reading = ReadingJson.Write(await host.Get<AnswerQuestions>().ReadAsync(new Question(question), CancellationToken.None)).ToJsonString();
            reading.ShouldContain("churn");
            reading.ShouldNotContain("refus");
        }
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void The_icons_have_the_size_that_Teams_asks_for(string name, int size)
    {
        var png = Bytes(App, name);

        png[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))).ShouldBe((size, size));
    }

    [Fact]
    public void The_outline_is_white_on_nothing()
    {
        var pixels = Pixels(Bytes(App, "outline.png"), 32);

        pixels.ShouldAllBe(pixel => pixel.Alpha == 0 || pixel.IsWhite);
        pixels.Count(pixel => pixel.Alpha == 0).ShouldBeGreaterThan(300);
        pixels.Count(pixel => pixel.Alpha == 255).ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("--app-id is not an application id", "--app-id", "retention-bot", "--domain", "bot.example.com")]
    [InlineData("--app-id is not an application id", "--app-id", "00000000-0000-0000-0000-000000000000", "--domain", "bot.example.com")]
    [InlineData("--domain is not a host name", "--app-id", AppId, "--domain", "https://bot.example.com")]
    [InlineData("--domain is not a host name", "--app-id", AppId, "--domain", "localhost")]
    [InlineData("--domain is not a host name", "--app-id", AppId, "--domain", "192.168.1.4")]
    [InlineData("--domain is not a host name", "--app-id", AppId, "--domain", "bot.example.com/retention")]
    [InlineData("--company is the maker's name", "--app-id", AppId, "--domain", "bot.example.com", "--company", "A name that is longer than Teams has room for")]
    [InlineData("--website is not an https address", "--app-id", AppId, "--domain", "bot.example.com", "--website", "http://www.example.com")]
    public async Task Bad_input_writes_nothing(string sentence, params string[] arguments)
    {
        using var folder = new TestFolder();
        var (exit, _, error) = await RunAsync([.. arguments, "--out", folder.File("app.zip")]);

        exit.ShouldBe(1);
        error.ShouldContain(sentence);
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_verb_writes_the_zip_or_says_why_it_cannot()
    {
        using var folder = new TestFolder();

        var (exit, output, _) = await RunAsync("--app-id", AppId, "--domain", "Bot.Example.com", "--out", folder.File("app.zip"));
        (exit, output).ShouldBe((0, $"{folder.File("app.zip")} is written. Upload it in Teams: Apps, Manage your apps, Upload an app.\n"));
        using (var zip = ZipFile.OpenRead(folder.File("app.zip")))
        {
            zip.Entries.Select(entry => entry.FullName).ShouldBe(["manifest.json", "nl.json", "color.png", "outline.png"]);
        }

        var (refused, _, error) = await RunAsync("--app-id", AppId, "--domain", "bot.example.com", "--out", folder.File("absent/app.zip"));
        (refused, error.Contains("cannot be written", StringComparison.Ordinal)).ShouldBe((1, true));
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var exit = await PackTeamsCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }

    private static JsonObject Json(TeamsApp app, string name) => JsonSerializer.Deserialize<JsonObject>(Bytes(app, name))!;

    private static byte[] Bytes(TeamsApp app, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(TeamsPackage.Write(app)));
        using var entry = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The pixels of a PNG with eight bits a colour, alpha, one block of data and unfiltered lines, as ours are.</summary>
    private static List<(byte Alpha, bool IsWhite)> Pixels(byte[] png, int size)
    {
        var at = png.AsSpan().IndexOf("IDAT"u8);
        using var packed = new ZLibStream(new MemoryStream(png, at + 4, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4))), CompressionMode.Decompress);
        var line = new byte[1 + (size * 4)];
        var pixels = new List<(byte, bool)>();
        for (var y = 0; y < size; y++)
        {
            packed.ReadExactly(line);
            line[0].ShouldBe((byte)0);
            pixels.AddRange(Enumerable.Range(0, size).Select(x => (line[(x * 4) + 4], line.AsSpan((x * 4) + 1, 3).SequenceEqual((byte[])[255, 255, 255]))));
        }

        return pixels;
    }
}
