using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Features.Surveys;

/// <summary>A contact answered the question put to them. One answer per invitation; answering again changes it until the survey closes.</summary>
internal sealed class AnswerSurvey(SurveyDesk desk, SurveyAnswers answers) : SurveyAction(desk)
{
    public const string Verb = "survey.answer";

    /// <summary>The input's id.</summary>
    public const string Score = "score";

    /// <summary>The input's id.</summary>
    public const string Comment = "comment";

    protected override async Task<TurnResult> ActAsync(SurveyPress press, CancellationToken ct)
    {
        var (invitation, words) = (press.Invitation, Desk.WordsFor(press));
        if (RefuseIfClosed(press) is { } closed)
        {
            return closed;
        }

        // The form shows what was answered before, so what is empty there was taken out.
        var isEdit = press.Sent("form") is not null;
        var comment = press.Sent(Comment) ?? (isEdit ? null : invitation.Comment);
        if (!SurveyAnswer.TryParse(invitation.Kind, press.Sent(Score), out var score))
        {
            var sentence = SurveyCard.ChooseIn(invitation.Kind, words);
            return isEdit || press.Action.IsForm ? TurnResult.Open(AskAgain(press, comment, Score, sentence)) : TurnResult.Tell(sentence);
        }

        if (comment?.Length > AnswerByLink.LongestComment)
        {
            var sentence = words.Say("survey.say.too-long", ("count", comment.Length), ("most", AnswerByLink.LongestComment));
            return TurnResult.Open(AskAgain(press, comment, Comment, sentence));
        }

        if (invitation.Answer(score, comment, Desk.Now))
        {
            await answers.KeepAsync(invitation, press.Contact.CustomerId, ct);
            await Desk.RewriteAsync(press, hasStopped: false, ct);
        }

        return TurnResult.Replace(
            Desk.ShownIn(press.Turn.Place, press, hasStopped: false), press.InFrontOf is null ? null : words.Say("survey.say.noted"));
    }

    /// <summary>The form with what was typed in it, so that nothing is lost.</summary>
    private CardForm AskAgain(SurveyPress press, string? comment, string input, string sentence)
    {
        var form = Desk.Card.Edit(press.Invitation, press.Texts);
        var values = new Dictionary<string, string>(form.Values, StringComparer.Ordinal) { [Comment] = comment ?? "" };
        if (SurveyAnswer.TryParse(press.Invitation.Kind, press.Sent(Score), out var score))
        {
            values[Score] = press.Texts.Format.Number(score);
        }

        return form with { Errors = new Dictionary<string, string> { [input] = sentence }, Values = values };
    }
}
