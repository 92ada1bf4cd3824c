using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Features.Questions;
using RetentionBot.Tests.Lint;
using RetentionBot.Text;

namespace RetentionBot.Tests.Questions;

public sealed class AnswerWordsTests
{
    private static readonly Texts English = Texts.For(Texts.English);
    private static readonly Texts Dutch = Texts.For(Texts.Dutch);

    private static readonly QuestionReading Churn = new() { Intent = Intent.Kpi, Metric = MetricNames.ChurnRate, Period = Period.Month(2026, 10), PeriodWasSaid = true };

    [Theory]
    [InlineData("percent", 0.0512, 0.04, "+1.1 percentage points", "+1,1 procentpunt")]
    [InlineData("percent", 0.04, 0.0512, "-1.1 percentage points", "-1,1 procentpunt")]
    [InlineData("percent", 0.05, 0.05, "0.0 percentage points", "0,0 procentpunt")]
    [InlineData("customers", 27, 24, "+3 (+12.5%)", "+3 (+12,5%)")]
    [InlineData("customers", 3, 0, "+3", "+3")]
    [InlineData("money", 123_450, 100_000, "+€234.50 (+23.5%)", "€ +234,50 (+23,5%)")]
    [InlineData("money", 99_950, 100_000, "-€0.50 (-0.1%)", "€ -0,50 (-0,1%)")]
    [InlineData("points", 21.2, 20.1, "+1 point", "+1 punt")]
    [InlineData("points", 21.2, -10, "+31 points", "+31 punten")]
    [InlineData("minutes", 764, 765, "-1 minute", "-1 minuut")]
    [InlineData("months", 20.04, 18, "+2.0 months", "+2,0 maanden")]
    public void A_change_is_told_in_its_own_unit(string unit, double value, double before, string english, string dutch)
    {
        var (one, other) = (Result(unit, (decimal)value), Result(unit, (decimal)before));

        ChangeWords.Between(one, other, English).ShouldBe(english);
        ChangeWords.Between(one, other, Dutch).ShouldBe(dutch);
    }

    [Fact]
    public void Without_a_figure_before_no_change_is_made_up()
    {
        var none = Result(KpiUnits.Percent, null) with { Asked = Period.Month(2026, 9), WhyNoValue = NoValueReason.NoData };

        ChangeWords.Since(Result(KpiUnits.Percent, 0.05m), none, English).ShouldBe("No change to give: there is no figure for the period before (September 2026).");
        ChangeWords.Since(Result(KpiUnits.Percent, 0.05m), before: null, English).ShouldBeNull();
    }

    [Fact]
    public void A_change_that_nobody_could_see_is_none()
    {
        var before = Result(KpiUnits.Percent, 0.0441m) with { Asked = Period.Month(2026, 9) };

        ChangeWords.Since(Result(KpiUnits.Percent, 0.0443m), before, English).ShouldBe("Unchanged since September 2026 (4.4%).");
        ChangeWords.Since(Result(KpiUnits.Percent, 0.0443m), before, Dutch).ShouldBe("Ongewijzigd sinds september 2026 (4,4%).");
        ChangeWords.Since(Result(KpiUnits.Percent, 0.0446m), before, English).ShouldBe("Change: +0.1 percentage points against September 2026 (4.4%).");
    }

    [Fact]
    public void A_running_period_has_no_change()
    {
        var answer = SampleAnswers.Figure(MetricNames.ChurnRate, English, Period.Month(2026, 11).UpTo(new DateOnly(2026, 11, 22)));

        AnswerLine.Of(answer).ShouldContain("Provisional");
        AnswerLine.Of(answer).ShouldNotContain("Change");
    }

    [Theory]
    [InlineData(0, 8, "0 of 8 customers at the start left.", "0 van de 8 klanten aan het begin vertrokken.")]
    [InlineData(1, 8, "1 of 8 customers at the start left.", "1 van de 8 klanten aan het begin vertrok.")]
    [InlineData(2, 8, "2 of 8 customers at the start left.", "2 van de 8 klanten aan het begin vertrokken.")]
    [InlineData(1, 1, "1 of 1 customer at the start left.", "1 van 1 klant aan het begin vertrok.")]
    [InlineData(1234, 20000, "1,234 of 20,000 customers at the start left.", "1.234 van de 20.000 klanten aan het begin vertrokken.")]
    public void Counts_agree_with_their_number(int lost, int opening, string english, string dutch)
    {
        var result = Result(KpiUnits.Percent, (decimal)lost / opening) with { Numerator = lost, Denominator = opening };

        KpiWords.Counts(result, English).ShouldBe(english);
        KpiWords.Counts(result, Dutch).ShouldBe(dutch);
    }

    [Theory]
    [InlineData(50, 30, 20, "100 answers: 50 promoters, 30 passives, 20 detractors. 95% interval: ±\u00a015.3.", "100 antwoorden: 50 promotors, 30 passieven, 20 criticasters. 95%-interval: ±\u00a015,3.")]
    [InlineData(1, 1, 0, "2 answers: 1 promoter, 1 passive, 0 detractors. 95% interval: ±\u00a069.3.", "2 antwoorden: 1 promotor, 1 passief, 0 criticasters. 95%-interval: ±\u00a069,3.")]
    [InlineData(0, 0, 1, "1 answer: 0 promoters, 0 passives, 1 detractor.", "1 antwoord: 0 promotors, 0 passieven, 1 criticaster.")]
    public void The_groups_of_an_nps_agree_with_their_numbers(int promoters, int passives, int detractors, string english, string dutch)
    {
        var result = Result(KpiUnits.Points, 50) with { NpsGroups = new(promoters, passives, detractors) };

        KpiWords.Counts(result, English).ShouldBe(english);
        KpiWords.Counts(result, Dutch).ShouldBe(dutch);
    }

    [Fact]
    public void A_reading_is_said_as_people_would()
    {
        Say(Churn).ShouldBe(("Customer churn, October 2026", "Klantverloop (churn), oktober 2026"));
        Say(Churn with { Intent = Intent.KpiBreakdown, GroupBy = FilterNames.Plan }).ShouldBe(
            ("Customer churn, October 2026, by plan", "Klantverloop (churn), oktober 2026, per abonnement"));
        Say(Churn with { Intent = Intent.KpiTrend, Grain = KpiPeriods.Month, Period = Period.Quarter(2026, 3) }).ShouldBe(
            ("Customer churn, by month, Q3 2026", "Klantverloop (churn), per maand, Q3 2026"));
        Say(Churn with { Intent = Intent.KpiCompare, CompareTo = Period.Month(2026, 9) }).ShouldBe(
            ("Customer churn, October 2026 against September 2026", "Klantverloop (churn), oktober 2026 vergeleken met september 2026"));
        Say(Churn with { Intent = Intent.KpiDefinition, Period = null }).ShouldBe(("What is Customer churn?", "Wat is Klantverloop (churn)?"));
        Say(Churn with { Filters = Filters((FilterNames.Plan, ["Pro", "Basic"]), (FilterNames.Country, ["BE"]), (FilterNames.Owner, ["me"])) }).ShouldBe(
            ("Customer churn, October 2026, country Belgium, owner me, plan Pro / Basic", "Klantverloop (churn), oktober 2026, land België, eigenaar mij, abonnement Pro / Basic"));
    }

    [Fact]
    public void A_button_brings_back_the_reading_it_was_made_of()
    {
        var asked = Churn with { Intent = Intent.KpiBreakdown, Language = Texts.Dutch, GroupBy = FilterNames.Plan, Filters = Filters((FilterNames.Country, ["BE", "NL"])) };

        var button = AskButton.Of([asked], Dutch).ShouldHaveSingleItem();

        var back = AskButton.Read(button.Reading).ShouldNotBeNull();
        back.IsSameAs(asked).ShouldBeTrue();
        back.Language.ShouldBe(Texts.Dutch);
        button.Reading.ShouldNotContain("null");
    }

    [Fact]
    public void A_reading_too_long_for_a_button_has_none()
    {
        var long_ = Churn with { Filters = Filters((FilterNames.Customer, [new string('x', 2000)])) };

        AskButton.Of([long_, Churn], English).ShouldHaveSingleItem().Title.ShouldBe("Customer churn, October 2026");
    }

    [Theory]
    [InlineData(Texts.English, "{0} last month")]
    [InlineData(Texts.Dutch, "{0} vorige maand")]
    public void The_words_a_definition_gives_are_understood_as_that_figure(string language, string question)
    {
        var vocabulary = new QuestionVocabulary([], [], [], [], []);
        foreach (var metric in MetricNames.All)
        {
            foreach (var word in Texts.For(language).Say($"kpi.{metric}.words").Split(", "))
            {
                var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, question, word);
                QuestionParser.Parse(text, new DateOnly(2026, 11, 22), vocabulary, language: language).Metric.ShouldBe(metric, text);
            }
        }
    }

    [Fact]
    public void A_breakdown_of_many_groups_shows_the_fifteen_largest_and_says_how_many_more()
    {
        var answer = SampleAnswers.Breakdown(MetricNames.ChurnRate, FilterNames.Owner, English);

        BreakdownCard.Shown(answer).Count.ShouldBe(15);
        AnswerLine.Of(answer).ShouldEndWith("and 5 more groups");
    }

    [Fact]
    public void A_chart_leaves_out_what_has_no_value()
    {
        var answer = SampleAnswers.Trend(MetricNames.Nps, English, Period.Months(new DateOnly(2026, 8, 1), 4));

        answer.Points.Count(p => p.Value is null).ShouldBeGreaterThan(0);
        KpiChart.Of(answer.Points.Select(p => ("x", p)), English)?.Points.Count.ShouldBe(answer.Points.Count(p => p.Value is not null));
    }

    private static (string English, string Dutch) Say(QuestionReading reading) => (ReadingWords.Of(reading, English), ReadingWords.Of(reading, Dutch));

    private static Dictionary<string, IReadOnlyList<string>> Filters(params (string Key, string[] Values)[] filters) =>
        filters.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)f.Values, StringComparer.Ordinal);

    private static KpiResult Result(string unit, decimal? value) => new()
    {
        Metric = unit switch
        {
            KpiUnits.Points => MetricNames.Nps,
            KpiUnits.Money => MetricNames.Mrr,
            KpiUnits.Customers => MetricNames.CustomersLost,
            KpiUnits.Minutes => MetricNames.FirstResponseTime,
            KpiUnits.Months => MetricNames.AverageLifetime,
            _ => MetricNames.ChurnRate,
        },
        Unit = unit,
        Currency = "EUR",
        Asked = Period.Month(2026, 10),
        Value = value,
    };
}
