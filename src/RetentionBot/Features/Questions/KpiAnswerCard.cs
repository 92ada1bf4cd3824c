using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Kpis;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Shows a figure with its proof: value, counts, definition, period, data date.</summary>
internal sealed class KpiAnswerCard(Cards cards)
{
    public MessageContent Show(KpiAnswer answer, KpiResult result)
    {
        var texts = answer.Texts;
        var data = new
        {
            Title = texts.Say("kpi.title", ("name", KpiWords.Name(result.Metric, texts)), ("period", texts.Format.Period(result.Asked))),
            Value = KpiWords.Value(result, texts),
            Counts = KpiWords.Counts(result, texts),
            Facts = Facts(result, texts),
            Definition = KpiWords.Definition(result.Metric, texts),
            Remarks = Remarks(answer, result).Select(text => new { Text = text }),
        };
        return cards.Show("kpi-answer", texts, data, answer.Text);
    }

    private static IEnumerable<object> Facts(KpiResult result, Texts texts)
    {
        yield return new { Title = texts.Say("kpi.period"), Value = KpiWords.PeriodOf(result, texts) };
        if (result is { NpsGroups: { } groups })
        {
            yield return new { Title = "n", Value = texts.Format.Number(groups.Answers) };
        }
        else if (result is { Denominator: { } n, Value: not null })
        {
            yield return new { Title = "n", Value = texts.Format.Number(n) };
        }
        else if (result.Numerator is { } count)
        {
            yield return new { Title = "n", Value = texts.Format.Number(count) };
        }

        yield return new { Title = texts.Say("kpi.data-date"), Value = result.DataThrough is { } day ? texts.Format.Date(day) : texts.Say("kpi.no-feed") };
    }

    private static IEnumerable<string> Remarks(KpiAnswer answer, KpiResult result) => answer.Reading.PeriodWasSaid
        ? KpiWords.Remarks(result, answer.Texts)
        : [answer.Texts.Say("kpi.period-not-said", ("period", answer.Texts.Format.Period(result.Asked))), .. KpiWords.Remarks(result, answer.Texts)];
}
