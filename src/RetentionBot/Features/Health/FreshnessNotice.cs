using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Health;

/// <summary>
/// Tells the places connected for alerts that usage data have stopped coming, once for each time they stop: silence of a bot that watches must not look like peace.
/// What was told is known by the subject of the message, which names the last day of the data then.
/// </summary>
internal sealed class FreshnessNotice(RetentionDb db, OutboxWriter outbox)
{
    private const string SubjectPrefix = "freshness:usage:";
    private const string DayFormat = "yyyy-MM-dd";

    /// <param name="through">The last day of the usage feed.</param>
    /// <returns>How many places are told now.</returns>
    public async Task<int> TellAsync(DateOnly through, CancellationToken ct)
    {
        // Health is scored only while the feed is live: data have stopped anew once scores go beyond the day that was told. That they trickle on while they
        // stay too old is no news.
        var scoredThrough = await db.HealthProgress.AsNoTracking().Select(p => p.Through).SingleOrDefaultAsync(ct) ?? DateOnly.MinValue;
        var told = await ToldAsync(scoredThrough, ct);
        var places = await db.Conversations.AsNoTracking().Where(c => c.IsActive && c.Topics.HasFlag(PlaceTopics.Alerts)).OrderBy(c => c.Id).ToListAsync(ct);
        var untold = places.FindAll(p => !told.Contains(p.Key));
        foreach (var place in untold)
        {
            var notice = Texts.For(place.Language).Say("health.freshness", ("day", through));
            outbox.Post(place.Reference, new MessageContent(notice), SubjectOf(through), requires: PlaceTopics.Alerts);
        }

        await db.SaveChangesAsync(ct);
        return untold.Count;
    }

    private static string SubjectOf(DateOnly through) => SubjectPrefix + through.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <returns>The places that were told of a last day not before this one.</returns>
    private async Task<HashSet<string>> ToldAsync(DateOnly from, CancellationToken ct)
    {
        var first = SubjectOf(from);

        // In this order: a post that leaves in between is seen by the second look, not missed by both.
        var waiting = await db.Outbox.Where(m => m.Subject!.StartsWith(SubjectPrefix)).Select(m => new { m.ConversationKey, Subject = m.Subject! }).ToListAsync(ct);
        var posted = await db.PostedMessages.Where(p => p.Subject.StartsWith(SubjectPrefix)).Select(p => new { p.ConversationKey, p.Subject }).ToListAsync(ct);
        return waiting.Concat(posted).Where(t => string.CompareOrdinal(t.Subject, first) >= 0).Select(t => t.ConversationKey).ToHashSet(StringComparer.Ordinal);
    }
}
