using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest;

namespace RetentionBot.Tests.Ingest;

public sealed class PaymentAndRenewalImportTests
{
    [Fact]
    public async Task A_payment_and_a_renewal_go_in_with_all_their_values()
    {
        await using var host = await WithCustomerAsync();
        await host.ImportAsync(ImportKinds.Payments, "id,customer,invoice,at,outcome,amount,currency\ne1,c1,INV-1,2026-11-01T09:00:00+01:00,Failed,49.95,EUR");
        await host.ImportAsync(ImportKinds.Renewals, "id,customer,date,automatic\nn1,c1,2027-01-01,yes");

        var payment = await host.OnlyAsync<PaymentEvent>();
        (payment.InvoiceId, payment.Outcome, payment.AmountMinor, payment.Currency).ShouldBe(("INV-1", PaymentOutcome.Failed, 49_95, "EUR"));
        payment.At.ShouldBe(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
        var renewal = await host.OnlyAsync<Renewal>();
        (renewal.RenewsOn, renewal.IsAutomatic).ShouldBe((new DateOnly(2027, 1, 1), true));
    }

    [Theory]
    [InlineData("e1,c1,INV-1,2026-11-01,refused,1,EUR", "outcome 'refused' is not one of failed, paid.")]
    [InlineData("e1,c1,INV-1,2026-11-01,paid,-1,EUR", "amount is negative.")]
    [InlineData("e1,c1,,2026-11-01,paid,1,EUR", "invoice is not given.")]
    [InlineData("e1,c1,INV-1,2026-11-01,paid,1,EURO", "currency 'EURO' is not a currency code such as EUR.")]
    [InlineData("e1,c1,INV-1,2026-12-01,paid,1,EUR", "at 2026-12-01 lies after 2026-11-22, the last day the data speak of.")]
    public async Task A_bad_payment_is_rejected(string row, string reason)
    {
        await using var host = await WithCustomerAsync();
        var report = await host.ImportAsync(ImportKinds.Payments, $"id,customer,invoice,at,outcome,amount,currency\n{row}");

        report.RejectedLines.ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task A_renewal_without_a_date_is_rejected()
    {
        await using var host = await WithCustomerAsync();
        var report = await host.ImportAsync(ImportKinds.Renewals, "id,customer,date\nn1,c1,");

        report.RejectedLines.ShouldHaveSingleItem().Reason.ShouldBe("date is not given.");
    }

    private static async Task<IngestHost> WithCustomerAsync()
    {
        var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id\nc1");
        return host;
    }
}
