using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions.Scoring;

internal enum Outcome
{
    Correct,

    /// <summary>No answer where one was due.</summary>
    Refused,

    /// <summary>A confident other reading: the one thing that must not happen.</summary>
    Wrong,

    /// <summary>The parser threw.</summary>
    Error,
}

internal sealed record Score(SetQuestion Question, Outcome Outcome, IReadOnlyList<string> Differs, QuestionReading? Got)
{
    public override string ToString() =>
        $"{Outcome} {Question.Id} [{string.Join(", ", Differs)}] {Question.Text}\n  expected {Show(Question.Right[0])}\n  got      {(Got is null ? "-" : Show(Got))}";

    private static string Show(QuestionReading r) =>
        $"{IntentNames.ToWire(r.Intent)} {r.Metric} {Show(r.Period)} {(r.CompareTo is null ? "" : "vs " + Show(r.CompareTo))} {r.GroupBy} {r.Grain} "
        + string.Join(' ', r.Filters.Select(f => $"{f.Key}={string.Join('+', f.Value)}")) + (r.Reason is { } why ? $" {why} '{r.NotUnderstood}'" : "");

    private static string Show(Period? p) => p is { } span ? $"{span.From:O}..{span.To:O}" : "";
}

/// <summary>Judges readings as the acceptance sets do: compared are, per intent, only the fields that change the answer.</summary>
internal static class QuestionScorer
{
    public static List<Score> Run(IEnumerable<SetQuestion> questions) => [.. questions.Select(Judge)];

    public static Score Judge(SetQuestion question)
    {
        QuestionReading got;
        try
        {
            got = QuestionParser.Parse(question.Text, question.Today, QuestionSet.Vocabulary, question.Context);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(question, Outcome.Error, [e.GetType().Name + ": " + e.Message], null);
        }

        List<List<string>> all = [.. question.Right.Select(right => Differences(right, got, question.Today))];
        var isRefusal = got.Intent is Intent.Unknown or Intent.Help;
        return all.Exists(d => d.Count == 0) || (question.Right[0].Intent == Intent.Unknown && got.Intent == Intent.Help)
            ? new(question, Outcome.Correct, [], got)
            : new(question, isRefusal ? Outcome.Refused : Outcome.Wrong, all[0], got);
    }

    /// <summary>The names of the fields that differ.</summary>
    public static List<string> Differences(QuestionReading right, QuestionReading got, DateOnly today)
    {
        if (right.Intent != got.Intent)
        {
            return ["intent"];
        }

        var compared = right.Intent switch
        {
            Intent.KpiCompare => "mxf",
            Intent.KpiBreakdown => "mpgf",
            Intent.KpiTrend => "mpfn",
            Intent.KpiDefinition => "m",
            Intent.ListCustomers or Intent.SurveyResults => "mpf",
            Intent.CustomerHealth or Intent.AlertsOpen => "f",
            Intent.ChecklistStatus => "p",
            Intent.Help or Intent.Unknown => "",
            _ => "mpfgc",
        };
        (char Field, string Name, Func<bool> Same)[] fields =
        [
            ('m', "metric", () => right.Metric == got.Metric),
            ('p', "period", () => Cut(right.Period) == Cut(got.Period)),
            ('c', "compare_to", () => Cut(right.CompareTo) == Cut(got.CompareTo)),
            ('x', "period/compare_to", () => Pair(right).SequenceEqual(Pair(got))),
            ('g', "group_by", () => right.GroupBy == got.GroupBy),
            ('f', "filters", () => Filters(right) == Filters(got)),
            ('n', "grain", () => right.Grain is null || got.Grain is null || right.Grain == got.Grain),
        ];
        return [.. fields.Where(f => compared.Contains(f.Field) && !f.Same()).Select(f => f.Name)];

        // A running period may be given up to its calendar end or up to today: the number is the same.
        string Cut(Period? period) => period is { } p ? $"{p.From:O}..{(p.To < today.AddDays(1) ? p.To : today.AddDays(1)):O}" : "none";
        IEnumerable<string> Pair(QuestionReading reading) => new[] { Cut(reading.Period), Cut(reading.CompareTo) }.Order(StringComparer.Ordinal);
        static string Filters(QuestionReading reading) => string.Join(';', reading.Filters.Where(f => f.Value.Count > 0).OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => $"{f.Key}={string.Join('+', f.Value.Select(v => v.ToUpperInvariant()).Order(StringComparer.Ordinal))}"));
    }
}
