using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Any answer as one line of text: what a notification shows, and what somebody without cards gets. Plain words, not escaped.</summary>
internal static class AnswerLine
{
    public static string Of(KpiAnswer answer) =>
        KpiWords.Proof(answer) is { } proof ? $"{Said(answer)} {proof}" : Said(answer);

    private static string Said(KpiAnswer answer) => answer switch
    {
        KpiAnswer.Figure figure => Figure(figure),
        KpiAnswer.Comparison both => Comparison(both),
        KpiAnswer.Breakdown breakdown => Parts(breakdown),
        KpiAnswer.Trend trend => Points(trend),
        KpiAnswer.Customers customers => KpiWords.Line(customers.Count, customers.Texts),
        KpiAnswer.Definition definition => KpiWords.Definition(definition.Metric, definition.Texts),
        KpiAnswer.Health health => Health(health),
        KpiAnswer.Checklist checklist => checklist.Texts.Say("question.checklist"),
        KpiAnswer.Refusal refusal => Refusal(refusal),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "No such answer."),
    };

    private static string Figure(KpiAnswer.Figure answer)
    {
        var filters = ValueWords.Filters(answer.Reading.Filters, answer.Texts) is { } words ? $" ({words})" : "";
        var change = ChangeWords.Since(answer.Result, answer.Before, answer.Texts) is { } sentence ? $" {sentence}" : "";
        return KpiWords.Line(answer.Result, answer.Texts) + change + filters;
    }

    private static string Comparison(KpiAnswer.Comparison answer)
    {
        string?[] sentences =
        [
            KpiWords.Line(answer.Result, answer.Texts),
            KpiWords.Line(answer.Other, answer.Texts),
            ComparisonCard.Difference(answer),
            ComparisonCard.Lengths(answer),
        ];
        return string.Join(' ', sentences.OfType<string>());
    }

    private static string Parts(KpiAnswer.Breakdown answer)
    {
        var shown = BreakdownCard.Shown(answer);
        var parts = string.Join("; ", shown.Select(g => $"{g.Name}: {KpiWords.Value(g.Result, answer.Texts)}"));
        var more = BreakdownCard.LeftOut(answer) is > 0 and var left ? $"; {answer.Texts.Count("more-groups", left)}" : "";
        return $"{KpiWords.Line(answer.Parts.Total, answer.Texts)} {parts}{more}".TrimEnd();
    }

    private static string Points(KpiAnswer.Trend answer)
    {
        var texts = answer.Texts;
        var points = TrendCard.Shown(answer).Select(p => $"{texts.Format.Period(p.Asked)} {KpiTable.Marked(p, texts)}");
        return $"{KpiWords.Name(answer.Query.Metric, texts)}: {string.Join("; ", points)}";
    }

    private static string Health(KpiAnswer.Health answer) => answer is { Score: { } score, Through: { } through }
        ? answer.Texts.Say("health.line", ("customer", answer.Customer), ("score", score), ("day", through))
        : answer.Texts.Say("health.line-unknown", ("customer", answer.Customer));

    private static string Refusal(KpiAnswer.Refusal answer) => answer.Reading.Reason == UnknownReason.Ambiguous
        ? $"{answer.Why} {string.Join("; ", answer.Offers.Select(o => ReadingWords.Of(o, answer.Texts)))}"
        : $"{answer.Why} {answer.Texts.Say("question.try")}";
}
