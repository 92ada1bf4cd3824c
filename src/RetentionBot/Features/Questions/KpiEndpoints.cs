using System.Text.Json.Nodes;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Store;

namespace RetentionBot.Features.Questions;

/// <summary>Figures by key over HTTP: one, all of a period with the sets and movements behind them, and the cohort tables.</summary>
internal static class KpiEndpoints
{
    /// <summary>The longest trend that is worked out in one request.</summary>
    private const int MostPoints = 400;

    public static void MapKpis(this RouteGroupBuilder api)
    {
        api.MapGet("/kpis", AllAsync)
            .WithSummary("Every figure of one period, with the sets of customers, the MRR movements, the departures and the win-backs it is made of.")
            .WithDescription($"{PeriodHelp} {FilterHelp}");
        api.MapGet("/kpis/{metric}", OneAsync)
            .WithSummary("One figure: value, numerator, denominator, period, data date, and why there is no value where there is none.")
            .WithDescription(
                $"{PeriodHelp} {FilterHelp} group_by splits by plan, segment, country, owner, churn_type, signup_month or round; grain gives a point for each week, month or quarter; "
                + "compare_to is previous, year_earlier, a period, or two days with .. between.");
        api.MapGet("/cohorts", CohortsAsync)
            .WithSummary("The retention of each sign-up month, the groups that lose most, and the age-fair ranking of the months.")
            .WithDescription($"through is the last day to count (the data date when left out); group_by and months are those of the ranking. {FilterHelp}");
    }

    private const string PeriodHelp = "from and to are days, to exclusive; or period is 2026-10, 2026-Q3, 2026-W07 or 2026; left out, it is the last full month.";

    private const string FilterHelp = "Filters: plan, segment, country, owner, churn_type and customer, each as often as wanted.";

    private static async Task<IResult> OneAsync(string metric, HttpRequest http, AnswerQuestions questions, FactCache cache, CancellationToken ct)
    {
        if (KpiCatalogue.Find(metric) is not { } definition)
        {
            return Refuse(
                $"There is no figure '{metric}'. There are: {string.Join(", ", KpiCatalogue.Definitions.Select(d => d.Key).Order(StringComparer.Ordinal))}.",
                StatusCodes.Status404NotFound);
        }

        var (facts, today) = (await cache.CurrentAsync(ct), questions.Today(null));
        if (KpiRequest.Read(http.Query, facts, LastMonth(today), out var error) is not { } request)
        {
            return Refuse(error!);
        }

        var query = request.Query with { Metric = metric };
        if (query.Filters.Keys.Append(query.GroupBy).OfType<string>().FirstOrDefault(d => !KpiCatalogue.MayDivide(definition, d) || d == "customer") is { } dimension)
        {
            return Refuse($"{metric} cannot be filtered or grouped by {dimension}.");
        }

        KpiResult Compute(Period period) => KpiCatalogue.Compute(query with { Period = period }, facts.Snapshot, today, questions.Settings)!;
        if (request.Grain is { } grain)
        {
            var parts = KpiPeriods.Split(query.Period, grain);
            return parts.Count > MostPoints
                ? Refuse($"That would be {parts.Count} points; ask for at most {MostPoints}.")
                : Results.Json(new JsonObject { ["metric"] = metric, ["grain"] = grain, ["period"] = KpiJson.Write(query.Period), ["points"] = KpiJson.Array(parts.Select(Compute)) });
        }

        var json = query.GroupBy is null
            ? KpiJson.Write(Compute(query.Period))
            : KpiJson.Write(KpiCatalogue.BreakDown(query, facts.Snapshot, today, questions.Settings)!);
        return Results.Json(request.CompareTo is { } other ? KpiJson.Compared(json, Compute(query.Period), Compute(other)) : json);
    }

    private static async Task<IResult> AllAsync(HttpRequest http, AnswerQuestions questions, FactCache cache, CancellationToken ct)
    {
        var (facts, today) = (await cache.CurrentAsync(ct), questions.Today(null));
        if (KpiRequest.Read(http.Query, facts, LastMonth(today), out var error) is not { } request)
        {
            return Refuse(error!);
        }

        if (request is not { Grain: null, CompareTo: null, Query.GroupBy: null })
        {
            return Refuse("group_by, grain and compare_to are for one figure: /api/kpis/{metric}.");
        }

        return Results.Json(KpiReport.Of(request.Query, facts.Snapshot, today, questions.Settings));
    }

    private static async Task<IResult> CohortsAsync(HttpRequest http, string? through, int? months, AnswerQuestions questions, FactCache cache, CancellationToken ct)
    {
        var (facts, today) = (await cache.CurrentAsync(ct), questions.Today(null));
        if (KpiRequest.Read(http.Query, facts, LastMonth(today), out var error) is not { } request)
        {
            return Refuse(error!);
        }

        if (facts.Snapshot.DataThrough(Feeds.Subscriptions) is not { } dataDate)
        {
            return Refuse("Cohorts are made from subscriptions, and those are not connected yet.", StatusCodes.Status409Conflict);
        }

        if (through is not null && !DateOnly.TryParseExact(through, "yyyy-MM-dd", out _))
        {
            return Refuse("Give through as a day (2026-10-31).");
        }

        if (months is < 1 or > 120)
        {
            return Refuse("months is 1 to 120.");
        }

        var groupBy = request.Query.GroupBy ?? KpiQuery.SignupMonth;
        if (groupBy is "customer" or "churn_type" or "round" || !KpiCatalogue.MayDivide(KpiCatalogue.Find("churn_rate")!, groupBy))
        {
            return Refuse("The ranking goes by signup_month, plan, segment, country or owner.");
        }

        var last = through is null ? dataDate : DateOnly.ParseExact(through, "yyyy-MM-dd");
        return Results.Json(CohortJson.Write(facts.Snapshot, request.Query with { GroupBy = groupBy }, last < dataDate ? last : dataDate, months ?? 12));
    }

    private static Period LastMonth(DateOnly today) => Period.MonthOf(today.AddDays(-today.Day));

    private static IResult Refuse(string why, int status = StatusCodes.Status400BadRequest) => Results.Json(new { error = why }, statusCode: status);
}
