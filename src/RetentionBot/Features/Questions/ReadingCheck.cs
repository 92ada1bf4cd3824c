using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Looks whether a reading that came from outside asks for things there are. One made from words here has been through the reader and needs none of it.</summary>
internal static class ReadingCheck
{
    private const int MostYears = 30;
    private const int MostPoints = 400;
    private const int MostValues = 20;

    /// <returns>What is wrong, as a sentence; null when all is well.</returns>
    public static string? Fault(QuestionReading reading, Facts facts, DateOnly today, Texts texts)
    {
        if (!HasShape(reading) || !IsNear(reading.Period, today) || !IsNear(reading.CompareTo, today))
        {
            return texts.Say("question.button-unknown");
        }

        foreach (var (key, values) in reading.Filters)
        {
            if (values.Count is 0 or > MostValues || !texts.Has($"kpi.dimension.{key}"))
            {
                return texts.Say("question.button-unknown");
            }

            if (values.FirstOrDefault(v => !Exists(key, v, facts)) is { } unknown)
            {
                return texts.Say("question.no-such-value", ("word", unknown));
            }
        }

        return null;
    }

    /// <summary>Of survey results the figure may be left open.</summary>
    private static bool HasShape(QuestionReading reading) => reading.Metric is { } metric
        ? KpiCatalogue.Find(metric) is not null && HasForm(reading)
        : reading is { Intent: Intent.SurveyResults, Period: not null };

    private static bool HasForm(QuestionReading reading) => reading.Intent switch
    {
        Intent.KpiDefinition => true,
        Intent.Kpi or Intent.ListCustomers or Intent.SurveyResults => reading.Period is not null,
        Intent.KpiCompare => reading is { Period: not null, CompareTo: not null },
        Intent.KpiBreakdown => reading.Period is not null
            && reading.GroupBy is (FilterNames.Plan or FilterNames.Segment or FilterNames.Country or FilterNames.Owner or FilterNames.ChurnType or KpiQuery.SignupMonth or KpiQuery.Round),
        Intent.KpiTrend => reading is { Period: { } period, Grain: { } grain } && KpiPeriods.Grains.Contains(grain, StringComparer.Ordinal) && period.Days < MostPoints * 7,
        _ => false,
    };

    private static bool IsNear(Period? period, DateOnly today) =>
        period is not { } asked || (asked.From >= today.AddYears(-MostYears) && asked.To <= today.AddYears(MostYears));

    private static bool Exists(string key, string value, Facts facts) => key switch
    {
        FilterNames.Plan => facts.Vocabulary.Plans.Contains(value, StringComparer.Ordinal),
        FilterNames.Segment => facts.Vocabulary.Segments.Contains(value, StringComparer.Ordinal),
        FilterNames.Country => facts.Vocabulary.Countries.Any(c => c.Code == value),
        FilterNames.Owner => value == FilterNames.Me || facts.Vocabulary.Owners.Contains(value, StringComparer.Ordinal),
        FilterNames.ChurnType => ChurnTypes.All.Contains(value, StringComparer.Ordinal),
        FilterNames.Customer => facts.Vocabulary.Customers.Find(value).Any(c => facts.Vocabulary.Customers.Name(c) == value),
        _ => false,
    };
}
