using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;
using RetentionBot.Timers;

namespace RetentionBot.Features.Alerts;

/// <summary>What a digest counts, of one colleague's alerts or of everybody's.</summary>
/// <param name="Open">Alerts that are open, snoozed ones and those of muted customers included.</param>
/// <param name="Awake">Those of them that are neither.</param>
/// <param name="Due">Promises whose last day is today or has passed.</param>
/// <param name="New">Raised since the last digest.</param>
/// <param name="Closed">Closed since then, by whomever.</param>
internal sealed record DigestCounts(int Open, int Awake, int Due, int New, int Closed)
{
    /// <summary>Whether there is nothing to say: what is snoozed or muted alone is no reason to bother anybody.</summary>
    public bool AreQuiet => Awake + Due + New + Closed == 0;
}

/// <summary>A colleague's working day begins: they get one message about their alerts, if there is anything to say; then the timer waits for the next working day.</summary>
internal sealed class DigestTimer(
    RetentionDb db, Colleagues colleagues, AlertLists lists, DigestCard card, AlertSettings settings, WorkCalendar calendar, TimeProvider clock) : ITimerHandler
{
    public const string Kind = "alert.digest";

    private const string Prefix = "staff:";

    public static string SubjectOf(long staff) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{staff}");

    /// <summary>What the timer keeps: the instant up to which its colleague knows what is new and what was closed.</summary>
    public static string DataOf(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct)
    {
        var id = long.Parse(timer.Subject[Prefix.Length..], CultureInfo.InvariantCulture);
        if (!settings.Digest || await colleagues.FindAsync(id, ct) is not { Role: >= StaffRole.Member } person)
        {
            return null;
        }

        // One that is late waits for working hours as well.
        var now = clock.GetUtcNow();
        if (calendar.AtWorkFrom(now, person.TimeZone) is var atWork && atWork > now)
        {
            return atWork;
        }

        // Who is away is told of all of it when they are back.
        if (!await colleagues.IsAwayAsync(person, ct))
        {
            await TellAsync(person, DateTimeOffset.Parse(timer.Data!, CultureInfo.InvariantCulture), now, ct);
            timer.Data = DataOf(now);
        }

        return calendar.NextStart(now, person.TimeZone);
    }

    private async Task TellAsync(StaffMember person, DateTimeOffset since, DateTimeOffset now, CancellationToken ct)
    {
        var today = calendar.DayOf(now, person.TimeZone);
        var mine = lists.Of(person.Id);
        var own = await CountAsync(mine, lists.TakenBy(person.Id));
        var isLead = (await colleagues.LeadsAsync(ct)).Any(lead => lead.Id == person.Id);
        var team = isLead ? await CountAsync(lists.All, lists.All) : null;
        if (own.AreQuiet && team?.AreQuiet != false)
        {
            return;
        }

        var worst = await lists.WorstAsync(AlertLists.OpenOf(mine), page: 0, ct);
        await colleagues.TellAsync(person, texts => card.Show(own, team, worst, calendar.DayOf(since, person.TimeZone), texts), subject: null, ct);

        async Task<DigestCounts> CountAsync(IQueryable<Alert> alerts, IQueryable<Alert> taken)
        {
            var told = alerts.Where(a => !db.AlertMutes.Any(m => m.CustomerId == a.CustomerId && m.Until > now));
            return new DigestCounts(
                await AlertLists.OpenOf(alerts).CountAsync(ct),
                await AlertLists.OpenOf(told).CountAsync(a => a.SnoozedUntil == null, ct),
                await AlertLists.OpenOf(taken).CountAsync(a => a.SnoozedUntil == null && a.PromisedFor <= today, ct),
                await told.CountAsync(a => a.RaisedAt > since, ct),
                await alerts.CountAsync(a => a.ResolvedAt > since, ct));
        }
    }
}

/// <summary>Sees to it that everybody who is to get a digest has a timer for it.</summary>
internal sealed class DigestPlan(RetentionDb db, AlertSettings settings, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>Sets the timers that lack: of colleagues who may handle alerts and have a chat of their own with the bot. Saves.</summary>
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (!settings.Digest)
        {
            return;
        }

        var people = await db.Staff.AsNoTracking()
            .Where(s => s.RetiredAt == null && s.Role >= StaffRole.Member && db.Identities.Any(i => i.StaffMemberId == s.Id && i.PersonalConversationKey != null))
            .ToListAsync(ct);
        var set = (await db.Timers.Where(t => t.Kind == DigestTimer.Kind).Select(t => t.Subject).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        db.Timers.AddRange(people.Where(person => !set.Contains(DigestTimer.SubjectOf(person.Id))).Select(person => new DueTimer
        {
            Kind = DigestTimer.Kind,
            Subject = DigestTimer.SubjectOf(person.Id),
            DueAt = calendar.NextStart(now, person.TimeZone),
            Data = DigestTimer.DataOf(now),
        }));
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>A colleague's digest.</summary>
internal sealed class DigestCard(Cards cards, AlertListCard list)
{
    /// <param name="own">Of the colleague's alerts.</param>
    /// <param name="team">Of everybody's; null for those who do not lead.</param>
    /// <param name="worst">The worst of the colleague's own, at most a page.</param>
    /// <param name="since">The day of the last digest.</param>
    public MessageContent Show(DigestCounts own, DigestCounts? team, IReadOnlyList<(Alert Alert, Customer Customer)> worst, DateOnly since, Texts texts)
    {
        var title = texts.Say("digest.title");
        var data = new
        {
            Title = title,
            Facts = Facts(own),
            Rows = list.Rows(worst, texts),
            All = own.Open > worst.Count ? texts.Say("digest.all") : null,
            Team = team is null ? null : texts.Say("digest.team"),
            TeamFacts = team is null ? [] : Facts(team),
        };

        // What is read without opening it: for a lead whose own alerts give no reason, the team's that do.
        var summary = own.AreQuiet && team is not null ? $"{data.Team}: {Summary(team)}" : $"{title}: {Summary(own)}";
        return cards.Show("alert-digest", texts, data, summary);

        string Summary(DigestCounts counts) => texts.Say("digest.summary", ("open", counts.Open), ("due", counts.Due), ("new", counts.New), ("closed", counts.Closed));

        RuleFact[] Facts(DigestCounts counts)
        {
            var day = texts.Format.ShortDate(since);
            return
            [
                new(texts.Say("digest.open"), texts.Format.Number(counts.Open)),
                new(texts.Say("digest.due"), texts.Format.Number(counts.Due)),
                new(texts.Say("digest.new", ("day", day)), texts.Format.Number(counts.New)),
                new(texts.Say("digest.closed", ("day", day)), texts.Format.Number(counts.Closed)),
            ];
        }
    }
}
