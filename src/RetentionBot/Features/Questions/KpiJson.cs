using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Revenue;

namespace RetentionBot.Features.Questions;

/// <summary>Figures as JSON, unrounded. Per cent is given as 5.0, money in major units with its currency; <c>to</c> is exclusive.</summary>
internal static class KpiJson
{
    public static JsonObject Write(KpiAnswer answer) => new()
    {
        ["text"] = AnswerLine.Of(answer),
        ["language"] = answer.Texts.Language,
        ["reading"] = ReadingJson.Write(answer.Reading),
        ["answer"] = answer switch
        {
            KpiAnswer.Figure figure => Write(figure.Result),
            KpiAnswer.Comparison both => Compared(Write(both.Result), both.Result, both.Other),
            KpiAnswer.Breakdown breakdown => Write(breakdown.Parts),
            KpiAnswer.Trend trend => new JsonObject { ["grain"] = trend.Grain, ["points"] = Array(trend.Points) },
            KpiAnswer.Customers customers => Write(customers.Count),
            KpiAnswer.Health health => new JsonObject { ["customer"] = health.Customer, ["value"] = health.Score, ["dataDate"] = Day(health.Through) },
            _ => null,
        },
        ["refusal"] = answer is KpiAnswer.Refusal ? AnswerLine.Of(answer) : null,
        ["proof"] = answer.ProofCode,
    };

    public static JsonObject Write(KpiResult result) => new()
    {
        ["metric"] = result.Metric,
        ["value"] = Amount(result.Value, result.Unit, result),
        ["unit"] = result.Unit,
        ["currency"] = result.Currency,
        ["numerator"] = Part(result.Numerator, result),
        ["denominator"] = result.Denominator is { } whole && IsShareOfMoney(result) ? Major(whole, result) : result.Denominator,
        ["period"] = Write(result.Asked),
        ["measured"] = result.Measured is { } measured ? Write(measured) : null,
        ["dataDate"] = Day(result.DataThrough),
        ["provisional"] = result.IsPartial,
        ["smallNumber"] = result.IsSmallNumber,
        ["whyNoValue"] = result.WhyNoValue is { } why ? JsonNamingPolicy.SnakeCaseLower.ConvertName(why.ToString()) : null,
        ["nps"] = result.NpsGroups is { } groups
            ? new JsonObject { ["promoters"] = groups.Promoters, ["passives"] = groups.Passives, ["detractors"] = groups.Detractors }
            : null,
        ["details"] = new JsonObject(result.Details.Select(d => KeyValuePair.Create(
            d.Key, (JsonNode?)new JsonObject { ["value"] = Amount(d.Value, d.Unit, result), ["unit"] = d.Unit }))),
    };

    public static JsonObject Write(KpiBreakdown breakdown)
    {
        var json = Write(breakdown.Total);
        json["group_by"] = breakdown.GroupBy;
        var groups = new JsonArray([.. breakdown.Groups.Select(g =>
        {
            var group = Write(g.Result);
            group.Insert(0, "group", g.Name);
            return group;
        })]);
        if (breakdown.Other is { } small)
        {
            var group = Write(small);
            group.Insert(0, "group", "other");
            group["merged"] = true;
            groups.Add((JsonNode)group);
        }

        json["groups"] = groups;
        return json;
    }

    public static JsonArray Array(IEnumerable<KpiResult> results) => new([.. results.Select(r => (JsonNode)Write(r))]);

    /// <summary>Puts the same figure of another period, and the difference, beside a figure. The difference is in the figure's unit; per cent in percentage points.</summary>
    public static JsonObject Compared(JsonObject json, KpiResult result, KpiResult other)
    {
        json["compared_to"] = Write(other);
        json["change"] = Amount(result.Value - other.Value, result.Unit, result);
        return json;
    }

    public static JsonObject Write(Period period) => new() { ["from"] = Day(period.From), ["to"] = Day(period.To) };

    public static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Minor units as an amount in major ones.</summary>
    public static decimal Major(decimal minor, string currency) => minor / Currencies.MinorPerMajor(currency);

    private static decimal? Amount(decimal? value, string unit, KpiResult result) => unit switch
    {
        KpiUnits.Percent => value * 100,
        KpiUnits.Money when value is { } minor => Major(minor, result),
        _ => value,
    };

    private static decimal? Part(decimal? part, KpiResult result) => part is { } value && KpiWords.IsMoney(result, isNumerator: true) ? Major(value, result) : part;

    private static bool IsShareOfMoney(KpiResult result) => result.Unit == KpiUnits.Percent && KpiWords.IsMoney(result, isNumerator: false);

    private static decimal Major(decimal minor, KpiResult result) => Major(minor, result.Currency!);
}
