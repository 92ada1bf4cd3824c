using RetentionBot.Channels.Turns;

namespace RetentionBot.Features.Surveys;

/// <summary>A contact wants to comment on their answer, or to change it: the form shows what they answered, to them alone.</summary>
internal sealed class EditAnswer(SurveyDesk desk) : SurveyAction(desk)
{
    public const string Verb = "survey.edit";

    protected override Task<TurnResult> ActAsync(SurveyPress press, CancellationToken ct) =>
        Task.FromResult(RefuseIfClosed(press) ?? TurnResult.Open(Desk.Card.Edit(press.Invitation, press.Texts)));
}
