namespace RetentionBot.Channels.BotFramework;

/// <summary>Teams puts the thread into the conversation's id: <c>19:…@thread.tacv2;messageid=1795162542317</c>.</summary>
internal static class ConversationIds
{
    private const string Mark = ";messageid=";

    public static (string Room, string? Thread) Split(string id)
    {
        var end = id.IndexOf(';', StringComparison.Ordinal);
        if (end < 0)
        {
            return (id, null);
        }

        var mark = id.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        var thread = mark < 0 ? "" : id[(mark + Mark.Length)..].Split(';')[0];
        return (id[..end], thread.Length == 0 ? null : thread);
    }

    public static string Join(string room, string? thread) => thread is null ? room : $"{room}{Mark}{thread}";
}
