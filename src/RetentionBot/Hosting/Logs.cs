using Microsoft.Extensions.Logging.Console;

namespace RetentionBot.Hosting;

/// <summary>How log lines look on the console: for people unless <c>Logging:Console:FormatterName</c> says <c>json</c> (one object a line) or <c>systemd</c>.</summary>
internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        // What stands in the settings wins. Only what people read needs room behind the time.
        builder.Services.PostConfigure<SimpleConsoleFormatterOptions>(o => o.TimestampFormat ??= "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ");
        builder.Services.PostConfigure<JsonConsoleFormatterOptions>(o => o.TimestampFormat ??= "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

        // Its scope, and its lines, hold the path of each request, and the path of a list or of a survey is the key to it. Whatever the levels in the settings say.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
