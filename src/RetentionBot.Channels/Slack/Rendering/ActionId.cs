namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>
/// What our <c>action_id</c>s say: a button's is its verb, an input's is <c>value</c>. It must be unique in its block, so whatever follows a <c>#</c> only
/// tells equal ones apart, except for a toggle, which carries its off value there: an unticked box sends nothing of its own.
/// </summary>
internal static class ActionId
{
    /// <summary>The verb of an Action.Submit that names none.</summary>
    public const string Submit = "ac.submit";

    public const string Value = "value";

    private const string LinkId = "link";
    private const string TogglePrefix = "toggle#";

    public static string Link(int number) => $"{LinkId}#{number}";

    public static string Toggle(string off) => TogglePrefix + off;

    /// <summary>Whether a verb can be told from what is appended to it, and leaves room for it.</summary>
    public static bool IsVerb(string verb) => verb.Length <= 200 && verb != LinkId && !verb.Contains('#', StringComparison.Ordinal);

    /// <summary>The verb a pressed button stands for; null for a link, whose press asks nothing of us.</summary>
    public static string? Verb(string actionId) => actionId.Split('#', 2)[0] is { Length: > 0 } verb && verb != LinkId ? verb : null;

    /// <summary>The off value of a toggle; null when the element is no toggle.</summary>
    public static string? ToggleOff(string actionId) =>
        actionId.StartsWith(TogglePrefix, StringComparison.Ordinal) ? actionId[TogglePrefix.Length..] : null;
}
