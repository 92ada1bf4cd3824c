using System.Text.Json.Nodes;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Features.Questions;

/// <summary>All figures of one period as JSON, with the sets, movements, departures and win-backs they are made of.</summary>
internal static class KpiReport
{
    /// <param name="query">Its metric and grouping are not looked at.</param>
    public static JsonObject Of(KpiQuery query, FactSnapshot facts, DateOnly today, KpiSettings settings)
    {
        var results = MetricNames.All.ToDictionary(m => m, m => KpiCatalogue.Compute(query with { Metric = m }, facts, today, settings)!, StringComparer.Ordinal);
        var json = new JsonObject
        {
            ["period"] = KpiJson.Write(query.Period),
            ["metrics"] = new JsonObject(results.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)KpiJson.Write(r.Value)))),
        };
        if (KpiCatalogue.Movement(query, facts, today) is { } movement)
        {
            var (counts, winBacks) = movement;
            json["customers"] = Customers(counts);
            json["mrr"] = Mrr(counts, facts.Currency);
            json["departures"] = Departures(counts);
            json["win_back"] = new JsonObject
            {
                ["stretches_ended"] = winBacks.Ended,
                ["restarts"] = winBacks.Restarts,
                ["within_30_days"] = winBacks.Within30,
                ["within_90_days"] = winBacks.Within90,
                ["later"] = winBacks.Later,
            };
        }

        return json;
    }

    private static JsonObject Customers(CustomerCounts counts) => new()
    {
        ["opening"] = counts.Opening,
        ["closing"] = counts.Closing,
        ["lost"] = counts.Lost,
        ["retained"] = counts.Retained,
        ["new"] = counts.New,
        ["joined_and_lost"] = counts.JoinedAndLost,
        ["reactivated"] = counts.Reactivated,
        ["won_back_within"] = counts.WonBackWithin,
    };

    private static JsonObject Mrr(CustomerCounts counts, string currency)
    {
        decimal Major(long minor) => KpiJson.Major(minor, currency);
        return new()
        {
            ["currency"] = currency,
            ["opening"] = Major(counts.OpeningMrr),
            ["churned"] = Major(counts.ChurnedMrr),
            ["contraction"] = Major(counts.ContractionMrr),
            ["expansion"] = Major(counts.ExpansionMrr),
            ["new"] = Major(counts.NewMrr),
            ["reactivation"] = Major(counts.ReactivationMrr),
            ["closing"] = Major(counts.ClosingMrr),
        };
    }

    private static JsonObject Departures(CustomerCounts counts)
    {
        var json = new JsonObject { ["total"] = counts.Lost + counts.JoinedAndLost };
        foreach (var type in Enum.GetValues<ChurnType>())
        {
            json[ChurnTypes.ToName(type)] = counts.DeparturesBy(type);
        }

        json["early"] = counts.EarlyDepartures;
        return json;
    }
}
