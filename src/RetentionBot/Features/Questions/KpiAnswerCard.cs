using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Kpis;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Shows a figure with its proof: value, counts, definition, period, data date.</summary>
internal sealed class KpiAnswerCard(Cards cards, KpiWords words)
{
    public MessageContent Show(KpiAnswer answer, KpiResult result)
    {
        var texts = answer.Texts;
        var data = new
        {
            Title = texts.Say("kpi.title", ("name", words.Name(result.Metric, texts)), ("period", texts.Format.Period(result.Asked))),
            Value = words.Value(result, texts),
            Counts = words.Counts(result, texts),
            Facts = Facts(result, texts),
            Definition = words.Definition(result.Metric, texts),
            Remarks = Remarks(answer, result).Select(text => new { Text = text }),
        };
        return cards.Show("kpi-answer", texts, data, answer.Text);
    }

    private IEnumerable<object> Facts(KpiResult result, Texts texts)
    {
        yield return new { Title = texts.Say("kpi.period"), Value = words.PeriodOf(result, texts) };
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

    private IEnumerable<string> Remarks(KpiAnswer answer, KpiResult result) => answer.Reading.PeriodWasSaid
        ? words.Remarks(result, answer.Texts)
        : [answer.Texts.Say("kpi.period-not-said", ("period", answer.Texts.Format.Period(result.Asked))), .. words.Remarks(result, answer.Texts)];
}
