using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions;

/// <summary>Asks as somebody in a fictitious workspace, on Sunday 22 November 2026.</summary>
internal static class Asking
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    public static readonly Period October = Period.Month(2026, 10);

    public static readonly QuestionVocabulary Vocabulary = new(
        ["Start", "Pro", "Enterprise"],
        ["high_value_high_risk", "high_value_low_risk", "low_value_high_risk", "low_value_low_risk"],
        [new("NL", "Netherlands", "Nederland"), new("BE", "Belgium", "België"), new("DE", "Germany", "Duitsland")],
        ["Mila", "Bram", "Joris"],
        ["Zonnehof BV", "Drukkerij De Pers", "Van Loon Transport"]);

    public static QuestionReading Ask(string text, QuestionReading? context = null) => QuestionParser.Parse(text, Today, Vocabulary, context);

    public static Period Span(string from, string to) => new(DateOnly.Parse(from), DateOnly.Parse(to));

    public static QuestionReading ChurnInOctober => new() { Intent = Intent.Kpi, Metric = MetricNames.ChurnRate, Period = October, PeriodWasSaid = true };

    public static void ShouldBeRefused(this QuestionReading reading, UnknownReason reason, string? word = null)
    {
        reading.Intent.ShouldBe(Intent.Unknown);
        reading.Reason.ShouldBe(reason);
        reading.NotUnderstood.ShouldBe(word);
    }
}
