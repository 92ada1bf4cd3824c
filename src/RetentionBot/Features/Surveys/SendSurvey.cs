using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Surveys;

/// <summary><c>nps to lotte@example.com</c> / <c>nps aan …</c>: a lead puts the NPS question to one contact.</summary>
internal sealed class SendSurvey(RetentionDb db, AskPerson ask, Workspace workspace, TimeProvider clock) : ITextCommand
{
    private static readonly string[] Openings = ["nps to ", "nps aan "];

    public bool Matches(string text) => Openings.Any(o => text.StartsWith(o, StringComparison.OrdinalIgnoreCase)) && text.Contains('@', StringComparison.Ordinal);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        if (!turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            return TurnResult.Say(texts.Say("survey.leads-only"));
        }

        var email = MailAddresses.LastIn(turn.Turn.Text);
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Email == email && c.RetiredAt == null, ct);
        if (contact is null)
        {
            return TurnResult.Say(texts.Say("survey.no-such-contact"));
        }

        var name = CardText.Escape(contact.Name);
        var asked = await ask.AskAsync(contact, SurveyQuestion.OfQuarter(workspace.LocalDate(clock.GetUtcNow())), ct);
        return TurnResult.Say(asked.Outcome switch
        {
            null => texts.Say("survey.too-soon", ("name", name), ("reason", texts.Say($"wave.reason.{WaveCard.ReasonKey(asked.Reason!.Value)}")), ("day", texts.Format.Date(asked.FreeOn!.Value))),
            InviteOutcome.Invited => texts.Say("survey.invited", ("name", name)),
            InviteOutcome.AlreadyInvited => texts.Say("survey.already-invited", ("name", name)),
            InviteOutcome.OptedOut => texts.Say("survey.opted-out", ("name", name)),
            InviteOutcome.NoConsent => texts.Say("survey.no-consent", ("name", name)),
            InviteOutcome.NoMail => texts.Say("survey.no-mail", ("name", name)),
            _ => texts.Say("survey.unreachable", ("name", name)),
        });
    }
}
