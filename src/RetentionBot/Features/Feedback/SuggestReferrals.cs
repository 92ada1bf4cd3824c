using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;
using RetentionBot.Timers;

namespace RetentionBot.Features.Feedback;

/// <summary>
/// Suggests to ask a promoter whether they know somebody: once in a lifetime of theirs, to the customer's owner, else the leads, in private. Looked at when they answer,
/// and from time to time for those whose customer was not well enough then. The caller saves.
/// </summary>
internal sealed class SuggestReferrals(RetentionDb db, FeedbackRights rights, Colleagues colleagues, TimerBook timers, Workspace workspace, TimeProvider clock)
{
    /// <summary>Days after which a score says nothing any more.</summary>
    private const int StaleAfterDays = 3;

    private const string SuggestDeed = "referral.suggest";

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The contacts with a promoter's answer that still speaks, and no suggestion yet.</summary>
    public async Task<IReadOnlyList<Guid>> CandidatesAsync(CancellationToken ct)
    {
        var since = Now.AddDays(-ReferralRule.FreshDays - 1);
        return await db.Invitations.AsNoTracking()
            .Where(i => i.Kind == SurveyKind.Nps && !i.IsTest && i.Score >= 9 && i.AnsweredAt >= since && !db.ReferralSuggestions.Any(r => r.ContactId == i.ContactId))
            .OrderBy(i => i.AnsweredAt)
            .Select(i => i.Id)
            .ToListAsync(ct);
    }

    /// <summary>As below, for one of <see cref="CandidatesAsync"/>.</summary>
    public async Task SuggestAsync(Guid invitation, CancellationToken ct) => await SuggestAsync(await db.Invitations.SingleAsync(i => i.Id == invitation, ct), ct);

    /// <summary>Suggests it, if this answer is the person's latest and all else is well.</summary>
    public async Task SuggestAsync(SurveyInvitation invitation, CancellationToken ct)
    {
        if (await db.ReferralSuggestions.FindAsync([invitation.ContactId], ct) is not null || await ReadyAsync(invitation, ct) is not { } contact)
        {
            return;
        }

        db.ReferralSuggestions.Add(new ReferralSuggestion { ContactId = contact.Id, SuggestedAt = Now });
        db.Audit.Add(new AuditEvent { At = Now, Deed = SuggestDeed, By = "system", Subject = string.Create(CultureInfo.InvariantCulture, $"contact:{contact.Id}") });
        await TellAsync(invitation.Id, await rights.WhoAsync((await rights.OwnerOfAsync(contact.CustomerId, ct))?.Id, ct), ct);
    }

    /// <summary>Lets colleagues be told as soon as they work.</summary>
    public async Task TellAsync(Guid invitation, IEnumerable<StaffMember> people, CancellationToken ct)
    {
        foreach (var person in people)
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"referral:{invitation:N}|{person.Id}");
            await timers.SetAsync(ReferralTimer.Kind, subject, colleagues.TellAt(person), data: null, ct);
        }
    }

    /// <returns>The contact, when everything speaks for asking them; else null.</returns>
    public async Task<Contact?> ReadyAsync(SurveyInvitation invitation, CancellationToken ct)
    {
        if (invitation is not { Score: { } score, AnsweredAt: { } at } || await db.Contacts.FindAsync([invitation.ContactId], ct) is not { RetiredAt: null } contact)
        {
            return null;
        }

        var health = await HealthOfAsync(contact.CustomerId, ct);
        var isReady = ReferralRule.Suggests(score, workspace.LocalDate(at), workspace.LocalDate(Now), health, wasSuggested: false)
            && await db.Customers.AnyAsync(c => c.Id == contact.CustomerId && c.RetiredAt == null, ct)
            && !await HasStoppedAsync(contact, ct)

            // A later answer counts instead, and somebody whose complaint is open is asked for nothing.
            && !await db.Responses.AnyAsync(r => r.ContactId == contact.Id && r.Kind == SurveyKind.Nps && r.RetiredAt == null && r.AnsweredAt > at, ct)
            && !await db.FeedbackCases.AnyAsync(c => c.ContactId == contact.Id && c.Stage != FeedbackStage.Closed, ct);
        return isReady ? contact : null;
    }

    /// <summary>The customer's latest score, while it is fresh.</summary>
    private async Task<int?> HealthOfAsync(long customer, CancellationToken ct)
    {
        var since = workspace.LocalDate(Now).AddDays(-StaleAfterDays);
        return await db.HealthScores.AsNoTracking().Where(s => s.CustomerId == customer && s.Day >= since).OrderByDescending(s => s.Day).Select(s => s.Value).FirstOrDefaultAsync(ct);
    }

    private Task<bool> HasStoppedAsync(Contact contact, CancellationToken ct)
    {
        var address = string.IsNullOrWhiteSpace(contact.Email) ? null : OptOut.HashOf(contact.Email);
        return db.OptOuts.AnyAsync(o => o.ContactId == contact.Id || (address != null && o.AddressHash == address), ct);
    }
}

/// <summary>A colleague is told whom they could ask, in their own chat, when they work. What no longer holds by then is not said, and may be suggested another time.</summary>
internal sealed class ReferralTimer(RetentionDb db, SuggestReferrals referrals, Colleagues colleagues, TimeProvider clock) : ITimerHandler
{
    public const string Kind = "referral.tell";

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct)
    {
        var parts = timer.Subject.Split('|');
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Id == Guid.ParseExact(parts[0].Split(':')[1], "N"), ct);
        if (invitation is null || await colleagues.FindAsync(long.Parse(parts[1], CultureInfo.InvariantCulture), ct) is not { } person)
        {
            return null;
        }

        var at = colleagues.TellAt(person);
        if (at > clock.GetUtcNow())
        {
            return at;
        }

        if (await referrals.ReadyAsync(invitation, ct) is not { } contact)
        {
            if (await db.ReferralSuggestions.FindAsync([invitation.ContactId], ct) is { } suggestion)
            {
                db.ReferralSuggestions.Remove(suggestion);
            }

            return null;
        }

        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == contact.CustomerId, ct);
        MessageContent Say(Texts texts) => new(texts.Say(
            "referral.suggestion",
            ("name", CardText.Escape(contact.Name)),
            ("customer", CardText.Escape(customer.Name)),
            ("score", texts.Format.Number(invitation.Score!.Value))));

        if (!await colleagues.TellAsync(person, Say, subject: null, ct) && person.Role < StaffRole.Lead)
        {
            await referrals.TellAsync(invitation.Id, await colleagues.LeadsAsync(ct), ct);
        }

        return null;
    }
}
