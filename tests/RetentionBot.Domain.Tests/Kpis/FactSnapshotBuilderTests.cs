using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Surveys;
using static RetentionBot.Domain.Tests.Kpis.FactsForTests;

namespace RetentionBot.Domain.Tests.Kpis;

public sealed class FactSnapshotBuilderTests
{
    private readonly FactSnapshotBuilder _builder = new(dataVersion: 42);

    [Fact]
    public void Stretches_stand_together_by_customer_earliest_first()
    {
        _builder.AddCustomer(10);
        _builder.AddCustomer(20);
        _builder.AddCustomer(30);
        _builder.AddStretch(30, Day(2, 1), null, 30_00);
        _builder.AddStretch(10, Day(2, 1), Day(3, 1), 12_00);
        _builder.AddStretch(10, Day(1, 1), Day(2, 1), 11_00);

        var facts = _builder.Build();

        facts.Stretches.First.ToArray().ShouldBe([0, 2, 2, 3]);
        facts.Stretches.Mrr.ToArray().ShouldBe([11_00, 12_00, 30_00]);
        facts.Stretches.Starts.ToArray().ShouldBe([Day(1, 1).DayNumber, Day(2, 1).DayNumber, Day(2, 1).DayNumber]);
        facts.Stretches.Ends.ToArray().ShouldBe([Day(2, 1).DayNumber, Day(3, 1).DayNumber, FactSnapshot.Running]);
        facts.FirstStart.ShouldBe(Day(1, 1));
    }

    [Fact]
    public void Attributes_are_codes_into_the_names_given()
    {
        _builder.AddCustomer(10, plan: "Pro", country: "NL");
        _builder.AddCustomer(20, plan: "Basic");
        _builder.AddCustomer(30, plan: "Pro", country: "BE");

        var facts = _builder.Build();

        facts.Plan.Codes.ToArray().ShouldBe([0, 1, 0]);
        facts.Plan.Names.ShouldBe(["Pro", "Basic"]);
        facts.Country.NameOf(1).ShouldBeNull();
        facts.Country.CodeOf("BE").ShouldBe(1);
        facts.Country.CodeOf("FR").ShouldBe(AttributeColumn.Unknown);
    }

    [Fact]
    public void A_stretch_that_ends_before_it_starts_is_refused()
    {
        _builder.AddCustomer(10);

        Should.Throw<ArgumentException>(() => _builder.AddStretch(10, Day(3, 2), Day(3, 1), 10_00));
    }

    [Fact]
    public void A_feed_has_a_data_date_only_once_it_is_connected()
    {
        _builder.SetDataThrough(Feeds.Subscriptions, Day(3, 14));

        var facts = _builder.Build();

        (facts.DataVersion, facts.DataThrough(Feeds.Subscriptions), facts.DataThrough(Feeds.Responses)).ShouldBe((42, Day(3, 14), null));
    }

    [Fact]
    public void What_is_added_after_the_build_is_not_in_the_snapshot()
    {
        var facts = _builder.Build();
        _builder.AddCustomer(10);
        _builder.SetDataThrough(Feeds.Responses, Day(3, 14));
        _builder.AddResponse(SurveyKind.Nps, 1, 1, score: 99, Day(3, 1));

        (facts.CustomerCount, facts.DataThrough(Feeds.Responses), facts.NpsAnswers.Dropped).ShouldBe((0, null, 0));
    }

    [Fact]
    public void An_answer_keeps_its_customer_if_that_one_is_known()
    {
        _builder.AddCustomer(10);
        _builder.AddResponse(SurveyKind.Csat, respondent: 1, round: 1, score: 5, Day(3, 1), customerId: 10);
        _builder.AddResponse(SurveyKind.Csat, respondent: 2, round: 1, score: 5, Day(3, 1), customerId: 99);

        _builder.Build().CsatAnswers.Customers.ToArray().ShouldBe([0, AnswerColumns.NoCustomer]);
    }
}
