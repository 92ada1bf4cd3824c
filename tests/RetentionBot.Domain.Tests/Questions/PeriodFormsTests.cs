using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions;

/// <summary>Every form a period can take, asked on Sunday 22 November 2026 (ISO week 47); the second date is the first day after.</summary>
public sealed class PeriodFormsTests
{
    [Theory]
    [InlineData("churn last week", "2026-11-09", "2026-11-16")]
    [InlineData("churn vorige week", "2026-11-09", "2026-11-16")]
    [InlineData("churn last month", "2026-10-01", "2026-11-01")]
    [InlineData("churn over de afgelopen maand", "2026-10-01", "2026-11-01")]
    [InlineData("churn previous quarter", "2026-07-01", "2026-10-01")]
    [InlineData("churn afgelopen kwartaal", "2026-07-01", "2026-10-01")]
    [InlineData("churn last year", "2025-01-01", "2026-01-01")]
    [InlineData("churn vorig jaar", "2025-01-01", "2026-01-01")]
    [InlineData("churn previous calendar year", "2025-01-01", "2026-01-01")]
    [InlineData("churn past year", "2025-11-01", "2026-11-01")]
    [InlineData("churn afgelopen jaar", "2025-11-01", "2026-11-01")]
    [InlineData("churn afgelopen kalenderjaar", "2025-01-01", "2026-01-01")]
    [InlineData("churn trailing 12 months", "2025-11-01", "2026-11-01")]
    [InlineData("churn het afgelopen half jaar", "2026-05-01", "2026-11-01")]
    [InlineData("churn past half year", "2026-05-01", "2026-11-01")]
    [InlineData("churn last quarter of 2025", "2025-10-01", "2026-01-01")]
    public void Previous_means_the_complete_one_before(string text, string from, string to) => Asking.Ask(text).Period.ShouldBe(Asking.Span(from, to));

    [Theory]
    [InlineData("churn last 90 days", "2026-08-24", "2026-11-22")]
    [InlineData("churn laatste 7 dagen", "2026-11-15", "2026-11-22")]
    [InlineData("churn past 2 weeks", "2026-11-02", "2026-11-16")]
    [InlineData("churn afgelopen drie maanden", "2026-08-01", "2026-11-01")]
    [InlineData("churn last two quarters", "2026-04-01", "2026-10-01")]
    public void Last_n_are_complete_ones_before_the_running_one(string text, string from, string to) => Asking.Ask(text).Period.ShouldBe(Asking.Span(from, to));

    [Theory]
    [InlineData("churn this week", "2026-11-16")]
    [InlineData("churn deze maand", "2026-11-01")]
    [InlineData("churn lopende kwartaal", "2026-10-01")]
    [InlineData("churn this year", "2026-01-01")]
    [InlineData("churn YTD", "2026-01-01")]
    [InlineData("churn month to date", "2026-11-01")]
    [InlineData("churn year so far", "2026-01-01")]
    [InlineData("churn dit jaar tot nu toe", "2026-01-01")]
    [InlineData("churn dit kwartaal t/m nu", "2026-10-01")]
    [InlineData("churn tot dusver dit jaar", "2026-01-01")]
    [InlineData("churn since June", "2026-06-01")]
    [InlineData("churn sinds 1 maart 2025", "2025-03-01")]
    [InlineData("churn sinds begin dit jaar", "2026-01-01")]
    [InlineData("churn vanaf Q2", "2026-04-01")]
    [InlineData("churn from May until now", "2026-05-01")]
    [InlineData("churn in Q4", "2026-10-01")]
    [InlineData("churn H2", "2026-07-01")]
    [InlineData("churn in november", "2026-11-01")]
    [InlineData("churn today", "2026-11-22")]
    public void A_running_period_ends_with_today(string text, string from) => Asking.Ask(text).Period.ShouldBe(Asking.Span(from, "2026-11-23"));

    [Theory]
    [InlineData("churn yesterday", "2026-11-21", "2026-11-22")]
    [InlineData("churn in December", "2025-12-01", "2026-01-01")]
    [InlineData("churn mei vorig jaar", "2025-05-01", "2025-06-01")]
    [InlineData("churn vorig jaar in mei", "2025-05-01", "2025-06-01")]
    [InlineData("churn okt 2025", "2025-10-01", "2025-11-01")]
    [InlineData("churn Q3 '25", "2025-07-01", "2025-10-01")]
    [InlineData("churn 2025-Q3", "2025-07-01", "2025-10-01")]
    [InlineData("churn derde kwartaal", "2026-07-01", "2026-10-01")]
    [InlineData("churn 3e kwartaal van 2025", "2025-07-01", "2025-10-01")]
    [InlineData("churn first half of 2025", "2025-01-01", "2025-07-01")]
    [InlineData("churn eerste helft van dit jaar", "2026-01-01", "2026-07-01")]
    [InlineData("churn week 14", "2026-03-30", "2026-04-06")]
    [InlineData("churn week 50", "2025-12-08", "2025-12-15")]
    [InlineData("churn wk 1 2026", "2025-12-29", "2026-01-05")]
    [InlineData("churn in 2025", "2025-01-01", "2026-01-01")]
    [InlineData("churn 03/04/2026", "2026-04-03", "2026-04-04")]
    [InlineData("churn op 03-04-2026", "2026-04-03", "2026-04-04")]
    [InlineData("churn on 2026-04-03", "2026-04-03", "2026-04-04")]
    [InlineData("churn on March 3rd, 2026", "2026-03-03", "2026-03-04")]
    [InlineData("churn 3 maart", "2026-03-03", "2026-03-04")]
    [InlineData("churn 24 december", "2025-12-24", "2025-12-25")]
    public void Without_a_year_it_is_the_latest_that_has_begun(string text, string from, string to) => Asking.Ask(text).Period.ShouldBe(Asking.Span(from, to));

    [Theory]
    [InlineData("churn between 1 March and 15 April", "2026-03-01", "2026-04-16")]
    [InlineData("churn tussen mei en juli", "2026-05-01", "2026-08-01")]
    [InlineData("churn from May to July", "2026-05-01", "2026-08-01")]
    [InlineData("churn May through July 2025", "2025-05-01", "2025-08-01")]
    [InlineData("churn van mei t/m juli", "2026-05-01", "2026-08-01")]
    [InlineData("churn van mei tot en met juli", "2026-05-01", "2026-08-01")]
    [InlineData("churn van mei tot juli", "2026-05-01", "2026-07-01")]
    [InlineData("churn van 1 tot 15 maart", "2026-03-01", "2026-03-15")]
    [InlineData("churn 1-15 March", "2026-03-01", "2026-03-16")]
    [InlineData("churn Q1–Q2 2025", "2025-01-01", "2025-07-01")]
    [InlineData("churn jan-mrt", "2026-01-01", "2026-04-01")]
    [InlineData("churn week 10 t/m 12", "2026-03-02", "2026-03-23")]
    [InlineData("churn November 2025 to February", "2025-11-01", "2026-03-01")]
    public void Both_ends_of_a_range_belong_to_it_save_after_tot(string text, string from, string to) => Asking.Ask(text).Period.ShouldBe(Asking.Span(from, to));

    [Theory]
    [InlineData("MRR at the end of June", "2026-06-01", "2026-07-01")]
    [InlineData("MRR eind september", "2026-09-01", "2026-10-01")]
    [InlineData("active customers", "2026-11-22", "2026-11-23")]
    [InlineData("hoeveel klanten lopen op dit moment risico", "2026-11-22", "2026-11-23")]
    public void A_standing_figure_is_taken_on_a_day(string text, string from, string to) => Asking.Ask(text).Period.ShouldBe(Asking.Span(from, to));

    [Fact]
    public void Without_a_period_the_last_complete_month_is_taken_and_marked_as_not_said()
    {
        var reading = Asking.Ask("What is our churn rate?");

        reading.Period.ShouldBe(Asking.October);
        reading.PeriodWasSaid.ShouldBeFalse();
        Asking.Ask("churn in October").PeriodWasSaid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("churn in December 2026", UnknownReason.FuturePeriod, "December 2026")]
    [InlineData("churn next month", UnknownReason.FuturePeriod, "next month")]
    [InlineData("churn volgend kwartaal", UnknownReason.FuturePeriod, "volgend kwartaal")]
    [InlineData("churn in Q5", UnknownReason.ImpossiblePeriod, "Q5")]
    [InlineData("churn in week 54", UnknownReason.ImpossiblePeriod, "week 54")]
    [InlineData("churn op 31 februari", UnknownReason.ImpossiblePeriod, "31 februari")]
    [InlineData("churn 31-02-2026", UnknownReason.ImpossiblePeriod, "31-02-2026")]
    [InlineData("churn van juli tot mei", UnknownReason.ImpossiblePeriod, "van juli tot mei")]
    [InlineData("churn around Christmas", UnknownReason.NotUnderstood, "Christmas")]
    [InlineData("churn since the price rise", UnknownReason.NotUnderstood, "since")]
    [InlineData("churn before July", UnknownReason.NotUnderstood, "before")]
    [InlineData("churn at the end of June", UnknownReason.NotUnderstood, "end of June")]
    [InlineData("churn in May in July", UnknownReason.NotUnderstood, "July")]
    public void A_period_that_cannot_be_settled_is_refused(string text, UnknownReason reason, string word) => Asking.Ask(text).ShouldBeRefused(reason, word);

    [Fact]
    public void In_the_first_days_of_january_last_month_is_december() =>
        QuestionParser.Parse("churn vorige maand", new DateOnly(2026, 1, 5), Asking.Vocabulary).Period.ShouldBe(Period.Month(2025, 12));
}
