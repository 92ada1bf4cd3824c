using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>What a question came to: figures, customers, a meaning, a choice to make, or an honest refusal. It is put into words in the language of the question.</summary>
/// <param name="Reading">How the question was understood.</param>
/// <param name="Texts">The language of the question, in which it is answered.</param>
internal abstract record KpiAnswer(QuestionReading Reading, Texts Texts)
{
    /// <summary>What it was computed from; null when nothing was computed.</summary>
    public AnswerBasis? Basis { get; init; }

    /// <summary>The code under which its proof is kept; null when none is.</summary>
    public string? ProofCode { get; init; }

    /// <summary>One figure.</summary>
    /// <param name="Before">The same for the period before; null when it would not compare, as while the period still runs.</param>
    public sealed record Figure(QuestionReading Reading, Texts Texts, KpiQuery Query, KpiResult Result, KpiResult? Before) : KpiAnswer(Reading, Texts);

    /// <summary>One figure for two periods, each of them said.</summary>
    public sealed record Comparison(QuestionReading Reading, Texts Texts, KpiQuery Query, KpiResult Result, KpiResult Other) : KpiAnswer(Reading, Texts);

    public sealed record Breakdown(QuestionReading Reading, Texts Texts, KpiQuery Query, KpiBreakdown Parts) : KpiAnswer(Reading, Texts);

    /// <summary>One figure over time, from early to late.</summary>
    public sealed record Trend(QuestionReading Reading, Texts Texts, KpiQuery Query, string Grain, IReadOnlyList<KpiResult> Points) : KpiAnswer(Reading, Texts);

    /// <summary>The customers behind a count.</summary>
    /// <param name="Members">Indexes of the snapshot the count was taken of.</param>
    public sealed record Customers(QuestionReading Reading, Texts Texts, KpiQuery Query, KpiResult Count, Facts Facts, IReadOnlyList<int> Members) : KpiAnswer(Reading, Texts);

    /// <summary>What a figure means.</summary>
    public sealed record Definition(QuestionReading Reading, Texts Texts, string Metric) : KpiAnswer(Reading, Texts);

    /// <summary>How one customer is doing.</summary>
    /// <param name="Customer">The name.</param>
    /// <param name="Score">The latest; null when there is none.</param>
    /// <param name="Through">The last day there are scores of.</param>
    public sealed record Health(QuestionReading Reading, Texts Texts, long CustomerId, string Customer, int? Score, DateOnly? Through) : KpiAnswer(Reading, Texts);

    /// <summary>How far the weekly checklist is; who shows it looks that up.</summary>
    public sealed record Checklist(QuestionReading Reading, Texts Texts) : KpiAnswer(Reading, Texts);

    /// <summary>No answer, and why, in a sentence that says what to do.</summary>
    public sealed record Refusal(QuestionReading Reading, Texts Texts, string Why) : KpiAnswer(Reading, Texts)
    {
        /// <summary>At most six questions that can be answered, the nearest first; of a question that can be read in several ways, those.</summary>
        public IReadOnlyList<QuestionReading> Offers { get; init; } = [];

        /// <summary>Names in the data that are near the word that was not understood.</summary>
        public IReadOnlyList<string> DidYouMean { get; init; } = [];

        /// <summary>The values there are, by attribute, when one was named that there is not.</summary>
        public IReadOnlyList<(string Dimension, IReadOnlyList<string> Values)> ThereAre { get; init; } = [];
    }
}

/// <summary>What the figures of an answer were computed from.</summary>
/// <param name="Today">The local day it was asked on.</param>
internal sealed record AnswerBasis(Facts Facts, DateOnly Today);
