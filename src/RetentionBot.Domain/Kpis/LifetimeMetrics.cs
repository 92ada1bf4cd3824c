using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Kpis;

/// <summary>How long customers stay, and what they bring in that time.</summary>
internal static class LifetimeMetrics
{
    private const decimal DaysPerMonth = 30.4375m;

    /// <summary>Implied lifetime in months: customer-months at risk over customers lost, month by month and added up (Baremetrics: 100 / churn %).</summary>
    public static KpiFigure[] AverageLifetime(KpiInput input) => ForEach(input, static (months, _) => Implied(months));

    /// <summary>Customer lifetime value in minor units: ARPU of the last month, times implied lifetime, times gross margin.</summary>
    public static KpiFigure[] Cltv(KpiInput input) => ForEach(input, static (months, settings) =>
    {
        var (lifetime, arpu) = (Implied(months), CustomerMetrics.Arpu(months[^1]));
        var value = arpu.Value * lifetime.Value * settings.GrossMargin;
        return new(value)
        {
            WhyNoValue = settings.GrossMargin is null ? NoValueReason.NoMargin : arpu.WhyNoValue ?? lifetime.WhyNoValue,
            IsSmallNumber = lifetime.IsSmallNumber,
            IsEmpty = lifetime.IsEmpty,
            Details =
            [
                new("arpu", arpu.Value, KpiUnits.Money),
                new("lifetime_months", lifetime.Value, KpiUnits.Months),
                new("gross_margin", settings.GrossMargin, KpiUnits.Percent),
            ],
        };
    });

    private static KpiFigure Implied(IReadOnlyList<CustomerCounts> months)
    {
        var (opening, lost, days) = (months.Sum(m => (long)m.Opening), months.Sum(m => (long)m.Lost), months.Sum(m => m.LostActiveDays));
        var figure = opening == 0 ? KpiFigure.None(NoValueReason.UndefinedNoOpening)
            : lost == 0 ? KpiFigure.None(NoValueReason.NoChurn) with { Numerator = opening, Denominator = 0 }
            : new KpiFigure((decimal)opening / lost, opening, lost);
        return figure with
        {
            IsSmallNumber = opening < CustomerMetrics.FewCustomers,
            IsEmpty = opening == 0,
            Details = [new("observed_lifetime_months", lost == 0 ? null : days / (lost * DaysPerMonth), KpiUnits.Months)],
        };
    }

    private static KpiFigure[] ForEach(KpiInput input, Func<IReadOnlyList<CustomerCounts>, KpiSettings, KpiFigure> figure)
    {
        var months = Months(input.Period).Select(m => CustomerCounts.Of(input.Facts, m, input.Slice, PlanMoment.Opening)).ToList();
        return [.. Enumerable.Range(0, input.Slice.Names.Count).Select(g => months.Count == 0
            ? KpiFigure.None(NoValueReason.NotWholeMonths)
            : figure([.. months.Select(m => m[g])], input.Settings))];
    }

    /// <summary>The months of a period that is made of whole months, the last one cut where the data end; none for any other period.</summary>
    private static IEnumerable<MeasuredPeriod> Months(MeasuredPeriod period)
    {
        var isCut = period.Measured.To < period.Asked.To || period.IsPartial;
        if (period.Measured.From.Day != 1 || (period.Measured.To.Day != 1 && !isCut))
        {
            yield break;
        }

        for (var first = period.Measured.From; first < period.Measured.To; first = first.AddMonths(1))
        {
            if (MeasuredPeriod.Cut(Period.MonthOf(first), period.Measured.LastDay, period.Measured.LastDay) is { } month)
            {
                yield return month;
            }
        }
    }
}
