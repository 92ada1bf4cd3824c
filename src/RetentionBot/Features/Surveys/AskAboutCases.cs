using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Store;

namespace RetentionBot.Features.Surveys;

/// <summary>
/// Asks whoever asked for help how it went, once a support case is closed. Every such case gets one row in the book of contacts, and with it one chance: it is asked about
/// on its day, or it has the reason why not. A row that is there stays, so that nothing that happens twice (an import, a close, a process that dies) asks twice.
/// </summary>
internal sealed class AskAboutCases(RetentionDb db, AskPerson ask, SurveySettings settings, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>The kind of import that tells the bot whom it could ask.</summary>
    private const string Contacts = "contacts";

    /// <summary>A case that closed longer ago is not asked about: nobody remembers, and the first import of years of history asks nobody.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(3);

    /// <summary>Gives every case that closed lately its row.</summary>
    public async Task<int> PlanAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!settings.AsksAfterCases || await SinceAsync(now, ct) is not { } since)
        {
            return 0;
        }

        var day = calendar.DayOf(calendar.TellAt(now, zone: null), zone: null);
        foreach (var closed in await NewAsync(since, now, ct))
        {
            if (closed.ContactId is { } contact)
            {
                var outreach = db.Outreach.Add(Outreach.Plan(contact, OutreachKinds.Csat, SurveyQuestion.AboutCase(closed.Key, agent: null).Round, day)).Entity;
                if (closed.IsNotToBeAsked)
                {
                    outreach.Suppress(SuppressReason.NoSurveyLabel);
                }
            }
        }

        return await db.SaveChangesAsync(ct);
    }

    /// <summary>The rows whose day has come; none outside working hours.</summary>
    public async Task<List<long>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!settings.AsksAfterCases || calendar.TellAt(now, zone: null) > now)
        {
            return [];
        }

        var today = calendar.Workspace.LocalDate(now);
        return await db.Outreach.AsNoTracking()
            .Where(o => o.Kind == OutreachKinds.Csat && o.State == OutreachState.Planned && o.PlannedFor <= today && EF.Functions.Like(o.Reference, SurveyQuestion.Case + "%"))
            .OrderBy(o => o.PlannedFor)
            .ThenBy(o => o.Id)
            .Select(o => o.Id)
            .ToListAsync(ct);
    }

    /// <summary>Asks, or notes why not: one save.</summary>
    /// <returns>Whether somebody was asked.</returns>
    public async Task<bool> AskAsync(long id, CancellationToken ct)
    {
        var outreach = await db.Outreach.SingleOrDefaultAsync(o => o.Id == id, ct);
        if (outreach is not { State: OutreachState.Planned })
        {
            return false;
        }

        var key = SurveyQuestion.CaseIn(outreach.Reference)!;
        var about = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.SourceKey == key, ct);
        if (about is { RetiredAt: null, ClosedAt: null })
        {
            // Opened again before anybody was asked: it is asked about once it is closed.
            return false;
        }

        var contact = await db.Contacts.AsNoTracking().SingleAsync(c => c.Id == outreach.ContactId, ct);
        var isGone = about is not { RetiredAt: null } || contact.RetiredAt is not null
            || await db.Customers.AnyAsync(c => c.Id == contact.CustomerId && c.RetiredAt != null, ct);
        if (isGone || about!.IsNotToBeAsked)
        {
            outreach.Suppress(isGone ? SuppressReason.Gone : SuppressReason.NoSurveyLabel);
        }
        else
        {
            var closesAt = settings.EndOfAnswers(calendar.Workspace.LocalDate(clock.GetUtcNow()), calendar.Workspace);
            await ask.AskAsync(contact, SurveyQuestion.AboutCase(key, about.Agent) with { ClosesAt = closesAt }, ct);
        }

        await db.SaveChangesAsync(ct);
        return outreach.State == OutreachState.Sent;
    }

    /// <summary>Cases of a customer that closed lately and will not be asked about since nobody knows whom to ask.</summary>
    /// <returns>Their keys.</returns>
    public async Task<List<string>> WithoutContactAsync(long customerId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return settings.AsksAfterCases && await SinceAsync(now, ct) is { } since
            ? [.. (await NewAsync(since, now, ct, c => c.CustomerId == customerId)).Where(c => c.ContactId is null).Select(c => c.Key)]
            : [];
    }

    /// <summary>From when on cases are asked about: lately, and not before the bot knew anybody it could ask.</summary>
    private async Task<DateTimeOffset?> SinceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var first = await db.ImportRuns.AsNoTracking()
            .Where(r => r.Kind == Contacts).OrderBy(r => r.Id).Select(r => (DateTimeOffset?)r.StartedAt).FirstOrDefaultAsync(ct);
        return first is { } known ? known > now - Fresh ? known : now - Fresh : null;
    }

    private async Task<List<ClosedCase>> NewAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken ct, Expression<Func<SupportCase, bool>>? which = null)
    {
        var cases = db.Cases.AsNoTracking().Where(c => c.RetiredAt == null && c.ClosedAt >= since && c.ClosedAt <= now);
        var rows = await (which is null ? cases : cases.Where(which))
            .Where(c => !db.Outreach.Any(o => o.Reference == SurveyQuestion.Case + c.SourceKey && o.Kind == OutreachKinds.Csat))
            .OrderBy(c => c.ClosedAt)
            .ThenBy(c => c.Id)
            .Select(c => new { c.SourceKey, c.CustomerId, c.ContactId, c.IsNotToBeAsked })
            .ToListAsync(ct);

        // Where the source does not say who asked for help, it can only have been the one person there is.
        var unknown = rows.Where(r => r.ContactId is null).Select(r => r.CustomerId).Distinct().ToList();
        var only = (await db.Contacts.AsNoTracking().Where(c => unknown.Contains(c.CustomerId) && c.RetiredAt == null).Select(c => new { c.Id, c.CustomerId }).ToListAsync(ct))
            .GroupBy(c => c.CustomerId)
            .Where(people => people.Count() == 1)
            .ToDictionary(people => people.Key, people => (long?)people.First().Id);
        return rows.ConvertAll(r => new ClosedCase(r.SourceKey, r.ContactId ?? only.GetValueOrDefault(r.CustomerId), r.IsNotToBeAsked));
    }

    private readonly record struct ClosedCase(string Key, long? ContactId, bool IsNotToBeAsked);
}
