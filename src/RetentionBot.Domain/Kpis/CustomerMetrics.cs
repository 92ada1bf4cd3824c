namespace RetentionBot.Domain.Kpis;

/// <summary>Figures about customers and their MRR over a period; the sets they are made of are in <see cref="CustomerCounts"/>.</summary>
internal static class CustomerMetrics
{
    /// <summary>An opening with fewer customers than this gives a rate that is shown with its counts.</summary>
    public const int FewCustomers = 20;

    /// <summary>Lost over opening. Those who joined and left inside the period are in neither; a quarter compares its own opening and closing, it is no sum of months.</summary>
    public static KpiFigure ChurnRate(CustomerCounts counts, int lost) => OfOpening(lost, counts) with
    {
        Details =
        [
            new("early_losses", counts.JoinedAndLost, KpiUnits.Customers),
            new("churn_with_early_losses", Share(counts.Lost + counts.JoinedAndLost, counts.Opening + counts.New), KpiUnits.Percent),
        ],
    };

    /// <summary>Retained over opening, so 1 less the churn rate.</summary>
    public static KpiFigure RetentionRate(CustomerCounts counts) => OfOpening(counts.Retained, counts);

    /// <summary>Closing MRR over the customers of the closing; an account is one customer, so it is ARPA as well.</summary>
    public static KpiFigure Arpu(CustomerCounts counts) => KpiFigure.Ratio(counts.ClosingMrr, counts.ClosingPayers, NoValueReason.NoClosing);

    public static KpiFigure Mrr(CustomerCounts counts) => new(counts.ClosingMrr, counts.ClosingMrr)
    {
        IsEmpty = counts.ClosingMrr == 0 && counts.OpeningMrr == 0,
        Details = Movements(counts),
    };

    /// <summary>Churned and contraction MRR over opening MRR.</summary>
    public static KpiFigure GrossMrrChurn(CustomerCounts counts) => OfOpeningMrr(counts.ChurnedMrr + counts.ContractionMrr, counts);

    /// <summary>As gross, less expansion of the same customers; below zero when expansion is more.</summary>
    public static KpiFigure NetMrrChurn(CustomerCounts counts)
    {
        var net = counts.ChurnedMrr + counts.ContractionMrr - counts.ExpansionMrr;
        var figure = OfOpeningMrr(net, counts);
        return figure with { Details = [.. figure.Details, new("net_with_reactivation", Share(net - counts.ReactivationMrr, counts.OpeningMrr), KpiUnits.Percent)] };
    }

    /// <summary>Net revenue retention: 1 less net MRR churn.</summary>
    public static KpiFigure Nrr(CustomerCounts counts) =>
        OfOpeningMrr(counts.OpeningMrr - counts.ChurnedMrr - counts.ContractionMrr + counts.ExpansionMrr, counts);

    /// <summary>Gross revenue retention: 1 less gross MRR churn, so 0 to 1.</summary>
    public static KpiFigure Grr(CustomerCounts counts) => OfOpeningMrr(counts.OpeningMrr - counts.ChurnedMrr - counts.ContractionMrr, counts);

    public static decimal? Share(decimal part, decimal whole) => whole == 0 ? null : part / whole;

    private static KpiFigure OfOpening(int part, CustomerCounts counts) =>
        KpiFigure.Ratio(part, counts.Opening, NoValueReason.UndefinedNoOpening) with { IsSmallNumber = counts.Opening < FewCustomers };

    private static KpiFigure OfOpeningMrr(long part, CustomerCounts counts) => KpiFigure.Ratio(part, counts.OpeningMrr, NoValueReason.NoOpeningMrr) with
    {
        IsSmallNumber = counts.Opening < FewCustomers,
        Details = Movements(counts),
    };

    private static KpiDetail[] Movements(CustomerCounts counts) =>
    [
        new("opening_mrr", counts.OpeningMrr, KpiUnits.Money),
        new("churned_mrr", counts.ChurnedMrr, KpiUnits.Money),
        new("contraction_mrr", counts.ContractionMrr, KpiUnits.Money),
        new("expansion_mrr", counts.ExpansionMrr, KpiUnits.Money),
        new("new_mrr", counts.NewMrr, KpiUnits.Money),
        new("reactivation_mrr", counts.ReactivationMrr, KpiUnits.Money),
        new("closing_mrr", counts.ClosingMrr, KpiUnits.Money),
    ];
}
