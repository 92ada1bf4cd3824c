using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;

namespace RetentionBot.Domain.Tests.Kpis;

internal static class FactsForTests
{
    public static readonly Period March = Period.Month(2026, 3);

    /// <summary>A day on which March 2026 is long past, and up to which all data are in.</summary>
    public static readonly DateOnly Later = new(2026, 6, 30);

    public static DateOnly Day(int month, int day) => new(2026, month, day);

    public static MeasuredPeriod Full(Period period) => MeasuredPeriod.Cut(period, Later, Later)!;

    public static FactSnapshotBuilder Connected()
    {
        var builder = new FactSnapshotBuilder(dataVersion: 7);
        builder.SetDataThrough(Feeds.Subscriptions, Later);
        builder.SetDataThrough(Feeds.Responses, Later);
        builder.SetDataThrough(Feeds.Orders, Later);
        builder.SetDataThrough(Feeds.Cases, Later);
        builder.SetDataThrough(Feeds.HealthScores, Later);
        return builder;
    }

    /// <summary>A figure of March, or of another period, with all data in and a margin of 70 %.</summary>
    public static KpiResult Compute(string metric, FactSnapshot facts, Period? period = null) =>
        KpiCatalogue.Compute(new KpiQuery(metric, period ?? March), facts, Later, Settings)!;

    public static KpiSettings Settings { get; } = new(GrossMargin: 0.7m);

    /// <summary>Customers 1, 2, 3 …, each with stretches of 10.00 a month.</summary>
    public static FactSnapshot Of(params (DateOnly Start, DateOnly? End)[][] customers)
    {
        var builder = Connected();
        for (var i = 0; i < customers.Length; i++)
        {
            builder.AddCustomer(i + 1);
            foreach (var (start, end) in customers[i])
            {
                builder.AddStretch(i + 1, start, end, 10_00);
            }
        }

        return builder.Build();
    }

    /// <summary>So many customers since January, the first of whom end on a day.</summary>
    public static FactSnapshot Of(int opening, int ending, DateOnly end) =>
        Of([.. Enumerable.Range(0, opening).Select(i => new[] { (Day(1, 5), i < ending ? end : (DateOnly?)null) })]);
}
