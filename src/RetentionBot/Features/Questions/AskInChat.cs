using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Questions;

/// <summary>
/// Whatever is no command is a question. Figures are for colleagues only: in their own conversation with the bot, or in a place that was connected for them. Where
/// people from outside can read a connected place, the colleague alone gets the answer.
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

        var isAlone = turn.Turn.IsPrivate || turn.Place.Reference.Kind == ConversationKind.Personal;
        if (!isAlone && !turn.Place.Topics.HasFlag(PlaceTopics.Kpi))
        {
            return TurnResult.Say(turn.Texts.Say("question.not-connected"));
        }

        var audience = isAlone ? Audience.InternalOnly : await AudienceAsync(turn.Place, ct);
        if (audience == Audience.Unknown)
        {
            return TurnResult.Say(turn.Texts.Say("question.outsiders"));
        }

        var answer = await questions.AskAsync(new Question(turn.Turn.Text, Asker: turn.Actor.Staff), ct);
        var content = answer is KpiAnswer.Figure figure ? card.Show(figure) : new MessageContent(AnswerLine.Of(answer));
        return audience == Audience.InternalOnly ? TurnResult.Show(content) with { IsBusiness = true } : TurnResult.ShowPrivately(content);
    }

    private Task<Audience> AudienceAsync(Conversation place, CancellationToken ct) =>
        channels.Single(c => c.ChannelId == place.ChannelId).AudienceAsync(place.Reference, ct);
}
