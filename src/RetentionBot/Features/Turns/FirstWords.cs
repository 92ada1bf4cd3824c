namespace RetentionBot.Features.Turns;

/// <summary>The first two words of a command, lower case.</summary>
internal static class FirstWords
{
    public static (string First, string Second) Of(string text)
    {
        var words = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        return (words.ElementAtOrDefault(0)?.ToLowerInvariant() ?? "", words.ElementAtOrDefault(1)?.ToLowerInvariant() ?? "");
    }
}
