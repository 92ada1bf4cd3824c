using System.CommandLine;

namespace RetentionBot.Hosting.Install;

/// <summary><c>pack-teams --app-id … --domain … [--out FILE]</c>: writes the app package for Teams. Needs no database and no settings.</summary>
internal static class PackTeamsCommand
{
    private const int LongestCompany = 32;
    private const int LongestAddress = 2048;

    public static Command Create()
    {
        var appId = new Option<string>("--app-id") { Required = true, Description = "Application (client) id of the bot, as in BotFramework:AppId." };
        var domain = new Option<string>("--domain") { Required = true, Description = "Host name the bot is reached at, for example bot.example.com." };
        var file = new Option<string>("--out") { Description = "The zip to write; one that is there is replaced.", DefaultValueFactory = _ => "retentionbot-teams.zip" };
        var company = new Option<string>("--company") { Description = "Who is named as the app's maker.", DefaultValueFactory = _ => "RetentionBot" };
        var website = new Option<string?>("--website") { Description = "Page that Teams links for help, privacy and terms; the bot's own host when left out." };
        var shared = new Option<bool>("--shared-channels") { Description = "Lets the app into channels that are shared with other companies." };
        var command = new Command("pack-teams", "Writes the app package that is uploaded to Teams.") { appId, domain, file, company, website, shared };
        command.SetAction((parsed, ct) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var host = parsed.GetRequiredValue(domain).ToLowerInvariant();
            var maker = parsed.GetRequiredValue(company).Trim();
            var page = parsed.GetValue(website) ?? $"https://{host}";
            var wrong = !Guid.TryParseExact(parsed.GetRequiredValue(appId), "D", out var id) || id == Guid.Empty
                ? "--app-id is not an application id: copy the Application (client) id from the app registration's overview; it looks like 3f0f6a0e-1d6c-4c39-9d43-0a3c5f1f6d11."
                : !IsHostName(host) ? "--domain is not a host name: give it without https:// and without a path, for example bot.example.com."
                : maker.Length is 0 or > LongestCompany ? "--company is the maker's name in at most 32 characters."
                : !IsPage(page) ? "--website is not an https address, for example https://www.example.com/retentionbot."
                : null;
            return wrong is null ? WriteAsync(new TeamsApp(id, host, maker, page, parsed.GetValue(shared)), parsed.GetRequiredValue(file), output, error, ct) : RefuseAsync(error, wrong);
        });
        return command;
    }

    private static bool IsHostName(string host) =>
        Uri.CheckHostName(host) == UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal) && !host.EndsWith('.') && host.All(char.IsAscii);

    private static bool IsPage(string page) =>
        page.Length <= LongestAddress && Uri.TryCreate(page, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    private static async Task<int> WriteAsync(TeamsApp app, string file, TextWriter output, TextWriter error, CancellationToken ct)
    {
        try
        {
            await File.WriteAllBytesAsync(file, TeamsPackage.Write(app), ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return await RefuseAsync(error, $"{file} cannot be written: {e.Message}");
        }

        await output.WriteLineAsync($"{file} is written. Upload it in Teams: Apps, Manage your apps, Upload an app.");
        return Cli.Done;
    }

    private static async Task<int> RefuseAsync(TextWriter error, string why)
    {
        await error.WriteLineAsync(why);
        return Cli.BadInput;
    }
}
