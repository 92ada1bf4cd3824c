using Microsoft.Extensions.Logging.Console;

namespace RetentionBot.Hosting;

/// <summary>
/// How log lines look on the console: as <c>Logging:Console:FormatterName</c> says (<c>json</c>: one object a line); else for the journal when systemd started the
/// bot, and for people when somebody else did.
/// </summary>
internal static class Logs
{
    /// <summary>
    /// What puts the paths of requests into lines, or into the scope of all lines, and up to which level it may speak: the path of a list or of a survey is the key
    /// to it.
    /// </summary>
    private static readonly (string Category, LogLevel Least)[] Talkative = [("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None), ("Microsoft.AspNetCore.Routing", LogLevel.Warning)];

    private const string FormatterName = "Logging:Console:FormatterName";

    /// <summary>Whether each line on the console is to be a JSON object.</summary>
    public static bool AreJson(IConfiguration configuration) => configuration[FormatterName] == ConsoleFormatterNames.Json;

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSystemd();
        builder.Services.PostConfigure<ConsoleLoggerOptions>(o => o.FormatterName = builder.Configuration[FormatterName] ?? o.FormatterName);

        // What stands in the settings wins. Only what people read needs room behind the time.
        builder.Services.PostConfigure<SimpleConsoleFormatterOptions>(o => o.TimestampFormat ??= "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ");
        builder.Services.PostConfigure<JsonConsoleFormatterOptions>(o => o.TimestampFormat ??= "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        builder.Services.PostConfigure<LoggerFilterOptions>(KeepPathsOut);
    }

    /// <summary>Whatever levels the settings name, for all logs or for one of them: of two rules for a category, the one that was added last counts.</summary>
    private static void KeepPathsOut(LoggerFilterOptions filter)
    {
        foreach (var log in filter.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList())
        {
            foreach (var (category, least) in Talkative)
            {
                filter.Rules.Add(new LoggerFilterRule(log, category, least, filter: null));
            }
        }
    }
}
