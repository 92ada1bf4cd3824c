using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>The NPS question, and the thanks that take its place. Only the invited contact gets it; it says who will see the answer.</summary>
internal sealed class SurveyCard(Cards cards)
{
    /// <summary>The name under which messages that show an invitation are remembered.</summary>
    public static string SubjectOf(SurveyInvitation invitation) => $"survey:{invitation.Id:N}";

    public MessageContent Show(SurveyInvitation invitation, Texts texts) =>
        invitation.AnsweredAt is null ? Ask(invitation, texts) : Thank(invitation, texts);

    private MessageContent Ask(SurveyInvitation invitation, Texts texts)
    {
        var data = new
        {
            Id = invitation.Id.ToString("N"),
            Scores = Enumerable.Range(0, 11),
        };
        return cards.Show("nps-survey", texts, data, texts.Say("survey.nps.question"));
    }

    /// <summary>Thanks without the score: others may be reading along.</summary>
    private MessageContent Thank(SurveyInvitation invitation, Texts texts)
    {
        var group = Nps.Classify(invitation.Score!.Value);
        var data = new { Thanks = texts.Say($"survey.nps.thanks.{GroupKey(group)}") };
        return cards.Show("survey-thanks", texts, data, data.Thanks);
    }

    private static string GroupKey(NpsGroup group) => group switch
    {
        NpsGroup.Promoter => "promoter",
        NpsGroup.Passive => "passive",
        _ => "detractor",
    };
}
