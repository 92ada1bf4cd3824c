using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Any answer as one line of text: what a notification shows, and what somebody without cards gets.</summary>
internal static class AnswerLine
{
    public static string Of(KpiAnswer answer) =>
        answer.ProofCode is { } code ? $"{Said(answer)} {answer.Texts.Say("kpi.proof.code", ("code", code))}" : Said(answer);

    private static string Said(KpiAnswer answer) => answer switch
    {
        KpiAnswer.Figure figure => KpiWords.Line(figure.Result, figure.Texts),
        KpiAnswer.Comparison both => $"{KpiWords.Line(both.Result, both.Texts)} {KpiWords.Line(both.Other, both.Texts)}",
        KpiAnswer.Breakdown breakdown => $"{KpiWords.Line(breakdown.Parts.Total, breakdown.Texts)} {Parts(breakdown)}".TrimEnd(),
        KpiAnswer.Trend trend => Points(trend),
        KpiAnswer.Customers customers => KpiWords.Line(customers.Count, customers.Texts),
        KpiAnswer.Definition definition => KpiWords.Definition(definition.Metric, definition.Texts),
        KpiAnswer.Refusal refusal => $"{refusal.Why} {refusal.Texts.Say("question.try")}",
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "No such answer."),
    };

    private static string Parts(KpiAnswer.Breakdown answer) =>
        string.Join("; ", answer.Parts.Groups.Select(g => $"{GroupName(g.Name, answer.Texts)}: {KpiWords.Value(g.Result, answer.Texts)}"));

    private static string Points(KpiAnswer.Trend answer) =>
        $"{KpiWords.Name(answer.Query.Metric, answer.Texts)}: " + string.Join("; ", answer.Points.Select(p => $"{answer.Texts.Format.Period(p.Asked)} {KpiWords.Value(p, answer.Texts)}"));

    /// <summary>A group as people read it; those without the attribute as "not known".</summary>
    public static string GroupName(string? name, Texts texts) => name ?? texts.Say("kpi.group-unknown");
}
