using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Who is mentioned in a message. The entities say it; the text between the tags is the sender's and proves nothing.</summary>
internal static class Mentions
{
    /// <summary>How the ids begin of what can be mentioned besides people: teams and channels, other bots.</summary>
    private static readonly string[] NoPeople = ["19:", "28:"];

    /// <summary>All mentions that name somebody, the bot's own among them, in the order of the entities, which means nothing.</summary>
    public static IEnumerable<Entity> In(Activity activity) =>
        (activity.Entities ?? []).OfType<Entity>()
            .Where(entity => string.Equals(entity.Type, "mention", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(entity.Mentioned?.Id));

    /// <summary>The mention as it stands in the text.</summary>
    public static string TagOf(Entity mention) => string.IsNullOrEmpty(mention.Text) ? $"<at>{mention.Mentioned!.Name}</at>" : mention.Text;

    /// <summary>The people other than the bot, each once, in the order of the text.</summary>
    /// <param name="activity">The message.</param>
    /// <param name="tenantId">The tenant they are spoken of in.</param>
    public static IReadOnlyList<Person> PeopleIn(Activity activity, string? tenantId) =>
    [
        .. In(activity)
            .Where(mention => mention.Mentioned!.Id != activity.Recipient?.Id && IsPerson(mention.Mentioned.Id!))
            .OrderBy(mention => PlaceOf(mention, activity.Text ?? ""))
            .Select(mention => mention.Mentioned!)
            .DistinctBy(account => account.Id, StringComparer.Ordinal)
            .Select(account => TurnOrigin.PersonOf(account, tenantId)),
    ];

    private static bool IsPerson(string id) => !Array.Exists(NoPeople, prefix => id.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>An entity whose tag is not in the text comes last.</summary>
    private static int PlaceOf(Entity mention, string text) =>
        text.IndexOf(TagOf(mention), StringComparison.OrdinalIgnoreCase) is >= 0 and var place ? place : int.MaxValue;
}
