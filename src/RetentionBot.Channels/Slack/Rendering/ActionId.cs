namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>
/// What our <c>action_id</c>s say: a button's is its verb, an input's is <c>value</c>. It must be unique in its block, so whatever follows a <c>#</c> only
/// tells equal ones apart, except for a toggle, which carries its off value there: an unticked box sends nothing of its own.
/// </summary>
/// <remarks>
/// What opens a modal, and what stands in a menu, has no room for verb and data. It carries a token instead (<see cref="CardPlan.Token"/>), by which
/// <see cref="CardPress.Find"/> finds the action again in the card that was posted: a button as <c>card:open#token</c>, a menu as <c>card:more</c> with the
/// token as the value of the chosen option.
/// </remarks>
internal static class ActionId
{
    /// <summary>The verb of an Action.Submit that names none.</summary>
    public const string Submit = "ac.submit";

    public const string Value = "value";

    /// <summary>A menu of further actions.</summary>
    public const string More = Reserved + "more";

    /// <summary>No verb begins so.</summary>
    private const string Reserved = "card:";

    private const string LinkId = "link";
    private const string OpenId = Reserved + "open";
    private const string TogglePrefix = "toggle#";

    /// <summary>A link, as a button or as the value of a menu's option: pressing it asks nothing of us.</summary>
    public static string Link(int number) => $"{LinkId}#{number}";

    public static string Open(string token) => $"{OpenId}#{token}";

    public static string Toggle(string off) => TogglePrefix + off;

    /// <summary>Whether a verb can be told from what is appended to it, and leaves room for it.</summary>
    public static bool IsVerb(string verb) =>
        verb.Length <= 200 && verb != LinkId && !verb.Contains('#', StringComparison.Ordinal) && !verb.StartsWith(Reserved, StringComparison.Ordinal);

    /// <summary>The verb a pressed button stands for; null for a link, whose press asks nothing of us, and for what carries a <see cref="Token"/>.</summary>
    public static string? Verb(string actionId) => actionId.Split('#', 2)[0] is { Length: > 0 } verb && IsVerb(verb) ? verb : null;

    /// <summary>The token of what was pressed; null when it carries none.</summary>
    /// <param name="option">The value of the option chosen in a menu; null for a button.</param>
    public static string? Token(string actionId, string? option) => actionId.Split('#', 2) switch
    {
        [OpenId, var token] => token,
        [More, ..] when option?.StartsWith(LinkId, StringComparison.Ordinal) == false => option,
        _ => null,
    };

    /// <summary>The off value of a toggle; null when the element is no toggle.</summary>
    public static string? ToggleOff(string actionId) =>
        actionId.StartsWith(TogglePrefix, StringComparison.Ordinal) ? actionId[TogglePrefix.Length..] : null;
}
