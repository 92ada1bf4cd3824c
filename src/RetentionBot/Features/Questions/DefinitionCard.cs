using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;
using static RetentionBot.Domain.Questions.MetricNames;

namespace RetentionBot.Features.Questions;

/// <summary>What a figure means: in a sentence, as a formula with an example worked out, and the words it is asked by.</summary>
internal sealed class DefinitionCard(Cards cards)
{
    public MessageContent Show(KpiAnswer.Definition answer, DateOnly today)
    {
        var (texts, metric) = (answer.Texts, answer.Metric);
        var data = new
        {
            Title = KpiWords.Name(metric, texts),
            Definition = KpiWords.Definition(metric, texts),
            Formula = texts.Say($"kpi.{metric}.formula"),
            Example = texts.Say($"kpi.{metric}.example"),
            Words = texts.Say($"kpi.{metric}.words"),
            Buttons = AskButton.Of(NextQuestions.AfterDefinition(answer, Related(metric), today)),
        };
        return cards.Show("kpi-definition", texts, data, CardText.Escape(AnswerLine.Of(answer)));
    }

    /// <summary>Figures that are often taken for this one, or that it is made of.</summary>
    private static string[] Related(string metric) => metric switch
    {
        ChurnRate => [RetentionRate, GrossMrrChurn],
        RetentionRate => [ChurnRate, Nrr],
        CustomersLost => [ChurnRate, ReactivationRate],
        CustomersActive => [NewCustomers, CustomersLost],
        NewCustomers => [CustomersActive, OnboardingCompletion],
        Arpu => [Mrr, Cltv],
        Cltv => [Arpu, AverageLifetime, Clv],
        Clv => [Aov, PurchaseFrequency, Cltv],
        AverageLifetime => [ChurnRate, Cltv],
        Mrr => [Arpu, NetMrrChurn],
        GrossMrrChurn => [NetMrrChurn, Grr],
        NetMrrChurn => [GrossMrrChurn, Nrr],
        Nrr => [Grr, NetMrrChurn],
        Grr => [Nrr, GrossMrrChurn],
        Nps => [Csat, ResponseRate],
        Csat => [Nps, FirstResponseTime],
        ResponseRate => [Nps],
        Aov => [PurchaseFrequency, Clv],
        PurchaseFrequency => [Aov, Clv],
        OnboardingCompletion => [NewCustomers],
        HealthAverage => [AtRiskCount],
        AtRiskCount => [HealthAverage, CustomersLost],
        FirstResponseTime => [Csat],
        ReactivationRate => [CustomersLost],
        _ => [],
    };
}
