using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Setup;

/// <summary>
/// <c>connect here alerts,kpi,checklist nl</c>: an admin lets business data into the room. Refused where people from outside can read along or nobody can tell.
/// </summary>
internal sealed class ConnectPlace(RetentionDb db, IEnumerable<IChannel> channels, PlaceAudience audiences, OutboxWriter outbox, TimeProvider clock) : ITextCommand
{
    private static readonly Dictionary<string, PlaceTopics> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alerts"] = PlaceTopics.Alerts,
        ["meldingen"] = PlaceTopics.Alerts,
        ["kpi"] = PlaceTopics.Kpi,
        ["kpis"] = PlaceTopics.Kpi,
        ["checklist"] = PlaceTopics.Checklist,
    };

    public static bool Matches(string text) => FirstWords.Of(text) is ("connect", _) or ("koppel", _);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        if (!turn.Actor.IsAtLeast(StaffRole.Admin))
        {
            return TurnResult.Say(texts.Say("setup.admins-only"));
        }

        if (!TryRead(turn.Turn.Text, out var topics, out var language))
        {
            return TurnResult.Say(texts.Say("setup.connect-usage"));
        }

        var channel = channels.Single(c => c.ChannelId == turn.Place.ChannelId);
        var audience = await channel.AudienceAsync(turn.Place.Reference, ct);
        if (audience != Audience.InternalOnly)
        {
            return TurnResult.Say(texts.Say(audience == Audience.WithOutsiders ? "setup.outsiders" : "setup.audience-unknown"));
        }

        var place = turn.Place;
        var now = clock.GetUtcNow();
        (place.Topics, place.Language) = (topics, language ?? texts.Language);
        (place.ConnectedAt, place.ConnectedBy) = (now, turn.Actor.Key);
        db.Audit.Add(new AuditEvent { At = now, Deed = "place.connect", By = turn.Actor.Key, Subject = place.Key, Note = topics.ToString() });

        // The confirmation stands before what the place is shown because of it.
        var inPlace = Texts.For(place.Language);
        var done = inPlace.Say("setup.connected", ("topics", Names(topics, inPlace)), ("language", inPlace.Say("language")));
        outbox.Post(turn.Turn.Conversation, new MessageContent(done), replyToId: turn.Turn.MessageId, priority: OutboxPriority.Answer);
        await audiences.ComesBackAsync(place, ct);
        return TurnResult.Nothing;
    }

    private static string Names(PlaceTopics topics, Texts texts) => string.Join(
        ", ", new[] { PlaceTopics.Alerts, PlaceTopics.Kpi, PlaceTopics.Checklist }.Where(t => topics.HasFlag(t)).Select(t => texts.Say($"setup.topic.{t.ToString().ToLowerInvariant()}")));

    /// <summary>Reads the words after "connect here"; a word that means nothing here makes the whole unreadable.</summary>
    private static bool TryRead(string text, out PlaceTopics topics, out string? language)
    {
        (topics, language) = (PlaceTopics.None, null);
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        if (words.Count == 0 || !(words[0].Equals("here", StringComparison.OrdinalIgnoreCase) || words[0].Equals("hier", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        foreach (var word in words.Skip(1))
        {
            if (Words.TryGetValue(word, out var topic))
            {
                topics |= topic;
            }
            else if (Texts.Languages.Contains(word.ToLowerInvariant()))
            {
                language = word.ToLowerInvariant();
            }
            else
            {
                return false;
            }
        }

        return topics != PlaceTopics.None;
    }
}
