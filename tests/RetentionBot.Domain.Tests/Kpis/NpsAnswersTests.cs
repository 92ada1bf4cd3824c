using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;
using static RetentionBot.Domain.Tests.Kpis.FactsForTests;

namespace RetentionBot.Domain.Tests.Kpis;

public sealed class NpsAnswersTests
{
    private static readonly NpsGroups OnePromoter = new(Promoters: 1, Passives: 0, Detractors: 0);

    private readonly FactSnapshotBuilder _builder = Connected();

    [Fact]
    public void Only_the_latest_answer_of_a_respondent_in_a_round_counts()
    {
        Add(respondent: 1, round: 1, score: 10, Day(3, 9));
        Add(respondent: 1, round: 1, score: 2, Day(3, 4));

        Groups(March).ShouldBe(OnePromoter);
    }

    [Fact]
    public void Two_rounds_are_two_answers()
    {
        Add(respondent: 1, round: 1, score: 10, Day(3, 4));
        Add(respondent: 1, round: 2, score: 2, Day(3, 9));

        Groups(March).ShouldBe(new NpsGroups(Promoters: 1, Passives: 0, Detractors: 1));
    }

    [Fact]
    public void On_one_day_the_later_instant_counts()
    {
        var nine = new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
        _builder.AddResponse(SurveyKind.Nps, 1, 1, score: 10, Day(3, 4), nine.AddMinutes(1));
        _builder.AddResponse(SurveyKind.Nps, 1, 1, score: 2, Day(3, 4), nine);

        Groups(March).ShouldBe(OnePromoter);
    }

    [Fact]
    public void At_one_instant_the_later_row_counts()
    {
        var nine = new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
        for (var respondent = 1; respondent <= 40; respondent++)
        {
            _builder.AddResponse(SurveyKind.Nps, respondent, 1, score: 2, Day(3, 4), nine);
        }

        for (var respondent = 1; respondent <= 40; respondent++)
        {
            _builder.AddResponse(SurveyKind.Nps, respondent, 1, score: 10, Day(3, 4), nine);
        }

        Groups(March).ShouldBe(new NpsGroups(Promoters: 40, Passives: 0, Detractors: 0));
    }

    [Fact]
    public void An_answer_changed_after_the_month_belongs_to_the_month_of_the_change()
    {
        Add(respondent: 1, round: 1, score: 2, Day(3, 31));
        Add(respondent: 1, round: 1, score: 10, Day(4, 1));

        Groups(March).Answers.ShouldBe(0);
        Groups(Period.Month(2026, 4)).ShouldBe(OnePromoter);
    }

    [Fact]
    public void A_change_after_the_data_date_is_not_known_yet()
    {
        Add(respondent: 1, round: 1, score: 10, Day(3, 10));
        Add(respondent: 1, round: 1, score: 2, Day(3, 20));

        _builder.SetDataThrough(Feeds.Responses, Day(3, 14));
        KpiCatalogue.Compute(new KpiQuery(MetricNames.Nps, March), _builder.Build(), today: Day(3, 15), new KpiSettings())!.NpsGroups.ShouldBe(OnePromoter);
    }

    [Fact]
    public void Undated_and_invalid_answers_are_dropped_and_counted_and_replace_nothing()
    {
        Add(respondent: 1, round: 1, score: 10, Day(3, 4));
        Add(respondent: 1, round: 1, score: 11, Day(3, 5));
        Add(respondent: 1, round: 1, score: -1, Day(3, 6));
        Add(respondent: 1, round: 1, score: 2, null);

        Groups(March).ShouldBe(OnePromoter);
        _builder.Build().NpsAnswers.Dropped.ShouldBe(3);
    }

    [Fact]
    public void Satisfaction_answers_are_not_nps()
    {
        _builder.AddResponse(SurveyKind.Csat, 1, 1, score: 5, Day(3, 4));

        Groups(March).Answers.ShouldBe(0);
    }

    private void Add(int respondent, int round, int score, DateOnly? on) => _builder.AddResponse(SurveyKind.Nps, respondent, round, score, on);

    private NpsGroups Groups(Period period) => Compute(MetricNames.Nps, _builder.Build(), period).NpsGroups ?? default;
}
