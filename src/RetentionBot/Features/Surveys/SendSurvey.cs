using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>
/// <c>nps to lotte@example.com</c> / <c>nps aan …</c>: a lead puts the NPS question to one contact; <c>csat to … about K-17</c> / <c>csat aan … over K-17</c>: how a support case
/// of their company was handled.
/// </summary>
internal sealed partial class SendSurvey(RetentionDb db, AskPerson ask, SurveySettings settings, Workspace workspace, TimeProvider clock) : ITextCommand
{
    public static bool Matches(string text) => Words().IsMatch(text);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        if (!turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            return TurnResult.Say(texts.Say("survey.leads-only"));
        }

        var words = Words().Match(turn.Turn.Text);
        var email = MailAddresses.LastIn(words.Groups["who"].Value);
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Email == email && c.RetiredAt == null, ct);
        if (contact is null)
        {
            return TellAlone(texts.Say("survey.no-such-contact"));
        }

        if (!words.Groups["csat"].Success)
        {
            return TellAlone(await AskAsync(contact, SurveyQuestion.OfQuarter(Today), texts, ct));
        }

        var key = words.Groups["case"].Value;
        var about = key.Length == 0 ? null : await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.SourceKey == key && c.CustomerId == contact.CustomerId && c.RetiredAt == null, ct);
        return TellAlone(about switch
        {
            null => texts.Say(key.Length == 0 ? "survey.which-case" : "survey.no-such-case", ("case", CardText.Escape(key))),
            { ClosedAt: null } => texts.Say("survey.case-open", ("case", CardText.Escape(key))),
            { IsNotToBeAsked: true } => texts.Say("survey.case-labelled", ("case", CardText.Escape(key))),
            _ => await AskAsync(contact, SurveyQuestion.AboutCase(key, about.Agent) with { ClosesAt = settings.EndOfAnswers(Today, workspace) }, texts, ct),
        });
    }

    /// <summary>Who a contact is, what they were asked and that they said stop is nothing for others in a room, their own colleagues included.</summary>
    private static TurnResult TellAlone(string sentence) => TurnResult.ShowPrivately(new MessageContent(sentence));

    private DateOnly Today => workspace.LocalDate(clock.GetUtcNow());

    private async Task<string> AskAsync(Contact contact, SurveyQuestion question, Texts texts, CancellationToken ct)
    {
        var name = CardText.Escape(contact.Name);
        var key = SurveyQuestion.CaseIn(question.Round) is { } about ? CardText.Escape(about) : null;
        var asked = await ask.AskAsync(contact, question, ct);
        return asked.Outcome switch
        {
            null => texts.Say("survey.too-soon", ("name", name), ("reason", texts.Say($"wave.reason.{WaveCard.ReasonKey(asked.Reason!.Value)}")), ("day", texts.Format.Date(asked.FreeOn!.Value))),
            InviteOutcome.Invited => key is null ? texts.Say("survey.invited", ("name", name)) : texts.Say("survey.invited-about", ("name", name), ("case", key)),
            InviteOutcome.AlreadyInvited =>
                key is null ? texts.Say("survey.already-invited", ("name", name)) : texts.Say("survey.already-invited-about", ("name", name), ("case", key)),
            InviteOutcome.OptedOut => texts.Say("survey.opted-out", ("name", name)),
            InviteOutcome.NoConsent => texts.Say("survey.no-consent", ("name", name)),
            InviteOutcome.NoMail => texts.Say("survey.no-mail", ("name", name)),
            _ => texts.Say("survey.unreachable", ("name", name)),
        };
    }

    [GeneratedRegex(
        @"^((nps (to|aan) (?<who>.*@.*))|((?<csat>csat) (to|aan) (?<who>\S*@\S*)( (about|over)( case| hulpvraag)? (?<case>\S.*?))?))\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
