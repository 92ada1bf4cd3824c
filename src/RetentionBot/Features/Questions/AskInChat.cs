using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Questions;

/// <summary>
/// Whatever is no command is a question. Figures are for colleagues only: in their own conversation with the bot, or in a place that was connected for them and
/// that nobody from outside can read.
/// </summary>
internal sealed class AskInChat(AnswerQuestions questions, KpiAnswerCard card, IEnumerable<IChannel> channels) : ITextCommand
{
    public bool Matches(string text) => true;

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        if (!turn.Actor.IsAtLeast(StaffRole.Viewer))
        {
            return TurnResult.Say(turn.Texts.Say("question.colleagues-only"));
        }

        if (turn.Place.Reference.Kind != ConversationKind.Personal && await WhyNotHereAsync(turn, ct) is { } why)
        {
            return TurnResult.Say(turn.Texts.Say(why));
        }

        var answer = await questions.AskAsync(turn.Turn.Text, language: null, now: null, context: null, ct);
        return answer.Result is { } result ? TurnResult.Show(card.Show(answer, result)) : TurnResult.Say(answer.Text);
    }

    private async Task<string?> WhyNotHereAsync(TurnContext turn, CancellationToken ct)
    {
        if (!turn.Place.Topics.HasFlag(PlaceTopics.Kpi))
        {
            return "question.not-connected";
        }

        var channel = channels.Single(c => c.ChannelId == turn.Place.ChannelId);
        return await channel.AudienceAsync(turn.Place.Reference, ct) == Audience.InternalOnly ? null : "question.outsiders";
    }
}
