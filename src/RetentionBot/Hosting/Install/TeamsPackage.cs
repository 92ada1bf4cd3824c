using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Text;

namespace RetentionBot.Hosting.Install;

/// <summary>What differs between two companies' Teams apps.</summary>
/// <param name="AppId">The application (client) id of the bot; the app carries the same one.</param>
/// <param name="Domain">The host name the bot is reached at.</param>
/// <param name="Company">Who is named as the app's maker, at most 32 characters.</param>
/// <param name="Website">An https address that Teams links for help, privacy and terms.</param>
/// <param name="InSharedChannels">Whether the app may be added to channels shared with other companies.</param>
internal sealed record TeamsApp(Guid AppId, string Domain, string Company, string Website, bool InSharedChannels = false);

/// <summary>The zip that is uploaded to Teams: manifest 1.25, its Dutch words, and two icons.</summary>
internal static class TeamsPackage
{
    /// <summary>Teams takes a changed manifest only under a higher version.</summary>
    public const string Version = "1.0.0";

    private const string DutchFile = "nl.json";

    /// <summary>What colleagues can do in any place, and what only makes sense in one of their own or in one with others.</summary>
    private static readonly string[] Everywhere = ["help", "question", "alerts", "mine", "checklist", "onboarding", "touchpoints"];
    private static readonly (string[] Scopes, string[] Commands)[] Lists =
    [
        (["personal"], [.. Everywhere, "feedback"]),
        (["team", "groupChat"], [.. Everywhere, "connect"]),
    ];

    // The same app gives the same bytes.
    private static readonly DateTimeOffset Stamp = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static byte[] Write(TeamsApp app)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Add(zip, "manifest.json", JsonSerializer.SerializeToUtf8Bytes(Manifest(app), Indented));
            Add(zip, DutchFile, JsonSerializer.SerializeToUtf8Bytes(Translation(Texts.For(Texts.Dutch)), Indented));
            Add(zip, "color.png", Icon("color.png"));
            Add(zip, "outline.png", Icon("outline.png"));
        }

        return bytes.ToArray();
    }

    private static JsonObject Manifest(TeamsApp app)
    {
        var english = Texts.For(Texts.English);
        var manifest = new JsonObject
        {
            ["$schema"] = "https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json",
            ["manifestVersion"] = "1.25",
            ["version"] = Version,
            ["id"] = app.AppId.ToString(),
            ["localizationInfo"] = new JsonObject
            {
                ["defaultLanguageTag"] = Texts.English,
                ["additionalLanguages"] = new JsonArray(new JsonObject { ["languageTag"] = Texts.Dutch, ["file"] = DutchFile }),
            },
            ["developer"] = new JsonObject
            {
                ["name"] = app.Company,
                ["websiteUrl"] = app.Website,
                ["privacyUrl"] = app.Website,
                ["termsOfUseUrl"] = app.Website,
            },
            ["name"] = new JsonObject { ["short"] = english.Say("package.name"), ["full"] = english.Say("package.name-full") },
            ["description"] = new JsonObject { ["short"] = english.Say("package.short"), ["full"] = english.Say("package.full") },
            ["icons"] = new JsonObject { ["color"] = "color.png", ["outline"] = "outline.png" },
            ["accentColor"] = "#1F5D5B",
            ["bots"] = new JsonArray(new JsonObject
            {
                ["botId"] = app.AppId.ToString(),
                ["scopes"] = new JsonArray("personal", "team", "groupChat"),
                ["supportsFiles"] = false,
                ["isNotificationOnly"] = false,
                ["commandLists"] = new JsonArray([.. Lists.Select(list => CommandList(list.Scopes, list.Commands, english))]),
            }),
            ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
            ["validDomains"] = new JsonArray(app.Domain),
            ["defaultInstallScope"] = "team",
        };
        if (app.InSharedChannels)
        {
            manifest["supportsChannelFeatures"] = "tier1";
        }

        return manifest;
    }

    private static JsonObject CommandList(string[] scopes, string[] commands, Texts texts) => new()
    {
        ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]),
        ["commands"] = new JsonArray([.. commands.Select(name => new JsonObject { ["title"] = Title(name, texts), ["description"] = Does(name, texts) })]),
    };

    private static JsonObject Translation(Texts texts)
    {
        var words = new JsonObject
        {
            ["$schema"] = "https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.Localization.schema.json",
            ["name.short"] = texts.Say("package.name"),
            ["name.full"] = texts.Say("package.name-full"),
            ["description.short"] = texts.Say("package.short"),
            ["description.full"] = texts.Say("package.full"),
        };
        foreach (var (list, at) in Lists.Select((list, at) => (list.Commands, at)))
        {
            foreach (var (name, index) in list.Select((name, index) => (name, index)))
            {
                words[$"bots[0].commandLists[{at}].commands[{index}].title"] = Title(name, texts);
                words[$"bots[0].commandLists[{at}].commands[{index}].description"] = Does(name, texts);
            }
        }

        return words;
    }

    private static string Title(string name, Texts texts) => texts.Say($"package.command.{name}");

    private static string Does(string name, Texts texts) => texts.Say($"package.does.{name}");

    private static byte[] Icon(string name)
    {
        using var resource = typeof(TeamsPackage).Assembly.GetManifestResourceStream(typeof(TeamsPackage), name)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Stamp;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
