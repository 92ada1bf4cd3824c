using System.Text.RegularExpressions;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Chaos;

/// <summary>Holds what stands at the services against what the outbox says of it.</summary>
internal sealed partial class Reckoning
{
    /// <summary>More often than anything arrives.</summary>
    private const int Never = 1000;

    private readonly List<string> _faults = [];
    private readonly IReadOnlyList<OutboxMessage> _rows;
    private readonly ILookup<string, AuditEvent> _audit;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Arrival>> _shown;

    private Reckoning(IReadOnlyList<OutboxMessage> rows, IEnumerable<AuditEvent> audit, IReadOnlyDictionary<string, IReadOnlyList<Arrival>> shown) =>
        (_rows, _audit, _shown) = (rows, audit.Where(a => a.Subject is not null).ToLookup(a => a.Subject!, StringComparer.Ordinal), shown);

    /// <summary>What does not add up, a sentence each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>How it ended, in numbers.</summary>
    public string Summary { get; private set; } = "";

    private IEnumerable<OutboxMessage> Messages => _rows.Where(r => r.Kind is SendKind.Post or SendKind.Private);

    public static async Task<Reckoning> OfAsync(BotProcess bot)
    {
        var rows = await bot.AllAsync<OutboxMessage>();
        var shown = new Dictionary<string, IReadOnlyList<Arrival>>(StringComparer.Ordinal);
        foreach (var room in Enumerable.Range(0, Crowd.Rooms).Select(Crowd.RoomOf))
        {
            shown[room] =
            [
                .. bot.Teams.Connector.PostedIn(room).Select(p => new Arrival(
                    p.Id, (string?)p.Activity["replyToId"] ?? MarkIn(p.Activity.ToJsonString()), p.Activity.ToJsonString())),
                .. bot.Slack.Fake.Messages.Where(m => m.Channel == room).Select(m => new Arrival(
                    m.Ts, m.OnlyFor is null ? m.ThreadTs ?? MarkIn(m.Text + m.Blocks?.ToJsonString()) : m.Text, m.Text + m.Blocks?.ToJsonString())),
            ];
        }

        var reckoning = new Reckoning([.. rows.OrderBy(r => r.Id)], await bot.AllAsync<AuditEvent>(), shown);
        reckoning.Account();
        reckoning.CheckOrder();
        reckoning.CheckCards(await bot.AllAsync<PostedMessage>());
        return reckoning;
    }

    private void Account()
    {
        var doubled = 0;
        foreach (var alike in Messages.GroupBy(r => (r.Conversation.ConversationId, MarkOf(r))))
        {
            var times = ArrivalsOf(alike.First()).Count;
            doubled += Math.Max(0, times - alike.Count());
            Check(
                times >= alike.Sum(row => TimesOf(row).Least) && times <= alike.Sum(row => TimesOf(row).Most),
                $"{string.Join(", ", alike.Select(row => $"message {row.Id} ({row.State}, {row.Policy}, resent: {row.WasResent}, {row.LastError})"))} arrived {times} times");
        }

        foreach (var row in Messages)
        {
            CheckAudit(row, "outbox.resend", row.WasResent);
            CheckAudit(row, "outbox.hold", row.State == OutboxState.Unknown);
            CheckAudit(row, "outbox.dead", row.State == OutboxState.Dead);
        }

        var known = Messages.Select(r => (r.Conversation.ConversationId, MarkOf(r))).ToHashSet();
        foreach (var (room, arrivals) in _shown)
        {
            Check(arrivals.All(a => known.Contains((room, a.Mark))), $"{room} shows what the outbox knows nothing of");
        }

        foreach (var row in _rows.Where(r => r.Kind == SendKind.Update))
        {
            Check(row.State is OutboxState.Sent or OutboxState.Dropped, $"update {row.Id} is {row.State}; {row.LastError}");
        }

        Summary = string.Join(", ", Messages.GroupBy(r => r.State).OrderBy(g => g.Key).Select(g => $"{g.Key}: {g.Count()}"))
            + $"; sent again: {Messages.Count(r => r.WasResent)}, seen twice: {doubled}; updates: "
            + string.Join(", ", _rows.Where(r => r.Kind == SendKind.Update).GroupBy(r => r.State).Select(g => $"{g.Key}: {g.Count()}"));
    }

    /// <summary>How often a message may stand at the service. One that waits still, or a survey that was sent again, may not be at all.</summary>
    private static (int Least, int Most) TimesOf(OutboxMessage row) => row switch
    {
        { State: OutboxState.Sent, WasResent: false } => (1, 1),
        { State: OutboxState.Sent, Policy: UnknownPolicy.ResendOnce } => (1, 2),
        { State: OutboxState.Unknown, Policy: UnknownPolicy.Hold, WasResent: false } => (0, 1),
        { State: OutboxState.Unknown, Policy: UnknownPolicy.ResendOnce, WasResent: true } => (0, 2),
        { State: OutboxState.Dead } => (0, row.WasResent ? 1 : 0),
        _ => (Never, -1),
    };

    /// <summary>Within a room, what is as urgent arrives in the order in which it was written.</summary>
    private void CheckOrder()
    {
        foreach (var line in Messages.GroupBy(r => (r.Conversation.ConversationId, r.Priority)))
        {
            var last = -1;
            foreach (var row in line.GroupBy(MarkOf).Where(alike => alike.Count() == 1).Select(alike => alike.Single()))
            {
                var at = ArrivalsOf(row);
                Check(at.Count == 0 || at[0] > last, $"message {row.Id} overtook an earlier one in {line.Key.ConversationId}");
                last = at.Count == 0 ? last : Math.Max(last, at[^1]);
            }
        }
    }

    /// <summary>Every alert's card that stands shows what is true in the end.</summary>
    private void CheckCards(List<PostedMessage> posted)
    {
        Check(posted.Count > 0, "no card stands anywhere");
        foreach (var card in posted)
        {
            var shown = _shown[card.Conversation.ConversationId].SingleOrDefault(a => a.Id == card.MessageId);
            Check(shown?.Content.Contains("3 attempts", StringComparison.Ordinal) == true, $"the card of {card.Subject} in {card.ConversationKey} is out of date");
        }
    }

    private void CheckAudit(OutboxMessage row, string deed, bool isDue) =>
        Check(_audit[$"outbox:{row.Id}"].Count(a => a.Deed == deed) == (isDue ? 1 : 0), $"{deed} of message {row.Id} is not noted as it should be");

    private void Check(bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Add(fault);
        }
    }

    /// <returns>Where among all that came to its room, first to last.</returns>
    private List<int> ArrivalsOf(OutboxMessage row)
    {
        var mark = MarkOf(row);
        return [.. _shown[row.Conversation.ConversationId].Index().Where(a => a.Item.Mark == mark).Select(a => a.Index)];
    }

    private static string MarkOf(OutboxMessage row) =>
        row.Kind == SendKind.Private ? row.Text
        : (row.Conversation.ChannelId == ChannelIds.Teams ? row.ReplyToId : row.Conversation.ThreadId) ?? MarkIn(row.Text + row.Card);

    private static string MarkIn(string content) => Mark().Match(content).Value;

    [GeneratedRegex(@"chaos\d{4}", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    /// <summary>A message at a service.</summary>
    /// <param name="Mark">What tells it from all others of its room: what it answers, or its number; of what one person alone sees, the words.</param>
    private sealed record Arrival(string Id, string Mark, string Content);
}
