using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Store;

namespace RetentionBot.Features.Surveys;

/// <summary>What came of asking one person.</summary>
/// <param name="Outcome">Of the invitation; null when the contact budget refused it.</param>
/// <param name="Reason">Why the budget refused it.</param>
/// <param name="FreeOn">The first day on which it would not.</param>
internal readonly record struct AskOutcome(InviteOutcome? Outcome, SuppressReason? Reason = null, DateOnly? FreeOn = null);

/// <summary>Puts a question to one person outside of any wave, within the contact budget, and books what came of it.</summary>
internal sealed class AskPerson(RetentionDb db, InviteContact invite, SurveySettings settings, Workspace workspace, TimeProvider clock)
{
    /// <summary>The caller saves.</summary>
    public async Task<AskOutcome> AskAsync(Contact contact, SurveyQuestion question, CancellationToken ct)
    {
        var (now, kind, reference) = (clock.GetUtcNow(), OutreachKinds.Of(question.Kind), SurveyQuestion.CaseIn(question.Round) is null ? $"person:{question.Round}" : question.Round);
        var today = workspace.LocalDate(now);
        List<(string Kind, DateOnly On)> history = [.. (await db.SentToAsync([contact.Id], ct))[contact.Id]];
        var budget = new ContactBudget(settings.Budget);
        var isAsked = await db.Invitations.AnyAsync(i => i.ContactId == contact.Id && i.Kind == question.Kind && i.Round == question.Round, ct);
        var npsDueOn = await db.Outreach.Where(o => o.ContactId == contact.Id && o.Kind == OutreachKinds.Nps && o.State == OutreachState.Planned).MinAsync(o => (DateOnly?)o.PlannedFor, ct);
        if (!isAsked && await invite.RefusalOfAsync(contact, ct) is null && budget.Refuse(kind, today, history, npsDueOn) is { } reason)
        {
            await BookAsync(o => o.Suppress(reason));
            return new AskOutcome(null, reason, budget.FirstFree(kind, today, history));
        }

        var outcome = await invite.InviteAsync(contact, question, ct);
        switch (outcome)
        {
            case InviteOutcome.Invited:
                await BookAsync(o => o.Send(now, today));
                break;
            case InviteOutcome.OptedOut:
                await BookAsync(o => o.Suppress(SuppressReason.OptedOut));
                break;
            case InviteOutcome.NoConsent:
                await BookAsync(o => o.Suppress(SuppressReason.NoConsent));
                break;
            case InviteOutcome.AlreadyInvited:
                await BookAsync(o => o.Suppress(SuppressReason.AlreadyAsked));
                break;
            case InviteOutcome.Unreachable or InviteOutcome.NoMail:
                await BookAsync(o => o.Suppress(SuppressReason.Unreachable));
                break;
        }

        return new AskOutcome(outcome);

        async Task BookAsync(Action<Outreach> fate)
        {
            var outreach = await db.Outreach.SingleOrDefaultAsync(o => o.ContactId == contact.Id && o.Kind == kind && o.Reference == reference, ct)
                ?? db.Outreach.Add(Outreach.Plan(contact.Id, kind, reference, today)).Entity;

            // What was sent stays so, whatever comes after it.
            if (outreach.State != OutreachState.Sent)
            {
                fate(outreach);
            }
        }
    }
}
