using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Puts what was asked into words, from the evidence alone.</summary>
internal static class ProofWords
{
    /// <summary>Figure, filters and division: "Customer churn · plan: Pro, Basic · by country".</summary>
    public static string Query(KpiEvidence evidence, Texts texts) => Join([KpiWords.Name(evidence.Metric, texts), Filters(evidence, texts)])!;

    /// <summary>The same of a reading, whose customers are named.</summary>
    public static string Query(string metric, IReadOnlyDictionary<string, IReadOnlyList<string>> filters, string? groupBy, Texts texts) =>
        Join([KpiWords.Name(metric, texts), .. Filters(filters, texts), By(groupBy, texts)])!;

    /// <summary>What the figure was narrowed to and divided by; null when it was neither. The names in it are escaped.</summary>
    public static string? Filters(KpiEvidence evidence, Texts texts) => Join(
    [
        .. Filters(evidence.Filters, texts),
        evidence.Customers is { } customers ? Filter(FilterNames.Customer, texts.Format.Number(customers.Count), texts) : null,
        By(evidence.GroupBy, texts),
    ]);

    private static IEnumerable<string> Filters(IReadOnlyDictionary<string, IReadOnlyList<string>> filters, Texts texts) =>
        filters.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => Filter(f.Key, CardText.Escape(string.Join(", ", f.Value.Select(v => ValueWords.Of(f.Key, v, texts)))), texts));

    private static string Filter(string key, string values, Texts texts) => texts.Say("kpi.proof.filter", ("dimension", Dimension(key, texts)), ("values", values));

    private static string? By(string? groupBy, Texts texts) => groupBy is null ? null : ReadingWords.By(groupBy, texts);

    private static string? Join(IEnumerable<string?> parts) => string.Join(" · ", parts.OfType<string>()) is { Length: > 0 } joined ? joined : null;

    /// <summary>A value with what it was counted from; the reason alone when there is no value.</summary>
    public static string Figure(KpiResult result, Texts texts) =>
        result.Value is null ? KpiWords.Counts(result, texts) : texts.Say("kpi.proof.figure", ("value", KpiWords.Value(result, texts)), ("counts", KpiWords.Counts(result, texts)));

    private static string Dimension(string key, Texts texts) => texts.Say($"kpi.dimension.{key}");
}
