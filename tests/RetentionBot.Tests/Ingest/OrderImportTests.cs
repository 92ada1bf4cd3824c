using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest;

namespace RetentionBot.Tests.Ingest;

public sealed class OrderImportTests
{
    private const string CreateCustomers = """{ "createCustomers": true }""";
    private const string Header = "id,customer,date,amount,currency\n";

    [Fact]
    public async Task Lines_of_one_order_are_summed_before_they_are_rounded_wherever_they_stand()
    {
        await using var host = await IngestHost.StartAsync();
        // 0.004 + 0.004 + 0.004 = 0.012 is one cent; rounded one by one it would be none.
        var report = await host.ImportAsync(
            ImportKinds.Orders, Header + "o1,c1,2026-01-01,0.004,EUR\no2,c2,2026-01-02,5,EUR\no1,c1,2026-01-01,0.004,EUR\no1,c1,2026-01-01,0.004,EUR", CreateCustomers);

        (report.Read, report.Added).ShouldBe((4, 2));
        var orders = await host.AllAsync<Order>();
        orders.ConvertAll(x => (x.SourceKey, x.TotalMinor, x.Lines)).ShouldBe([("o1", 1, 3), ("o2", 5_00, 1)]);
    }

    [Fact]
    public async Task A_refund_is_a_negative_amount_and_a_free_order_is_an_order()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Orders, Header + "o1,c1,2026-01-01,-12.50,EUR\no2,c1,2026-01-01,0,EUR", CreateCustomers);

        (await host.AllAsync<Order>()).ConvertAll(x => x.TotalMinor).ShouldBe([-12_50, 0]);
    }

    [Theory]
    [InlineData("o1,c2,2026-01-01,5,EUR", "customer is another one than on line 2 of the same order.")]
    [InlineData("o1,c1,2026-01-02,5,EUR", "date is another one than on line 2 of the same order.")]
    [InlineData("o1,c1,2026-01-01,5,USD", "currency is another one than on line 2 of the same order.")]
    [InlineData("o1,c1,2026-01-01,five,EUR", "amount is not a number such as 1234.50.")]
    public async Task One_bad_line_spoils_its_order_and_no_other(string line, string reason)
    {
        await using var host = await IngestHost.StartAsync();
        var report = await host.ImportAsync(ImportKinds.Orders, $"{Header}o1,c1,2026-01-01,5,EUR\n{line}\no2,c1,2026-01-01,5,EUR", CreateCustomers);

        report.RejectedLines.ShouldHaveSingleItem().ShouldBe(new RejectedLine(3, reason));
        (await host.OnlyAsync<Order>()).SourceKey.ShouldBe("o2");
    }

    [Fact]
    public async Task Columns_separated_by_blanks_with_equal_rows_are_orders_of_their_own()
    {
        await using var host = await IngestHost.StartAsync();
        const string Text = " who    day        pieces  value\r\n 00001 20260101  1   11.77\r\n 00002 20260112  1   12.00\r\n 00002 20260112  1   12.00\r\n";
        const string Mapping = """
            {
              "separator": "whitespace",
              "key": "row",
              "fields": { "customer": "who", "date": { "column": "day", "format": "yyyyMMdd" }, "amount": "value" },
              "createCustomers": true
            }
            """;
        var first = await host.ImportAsync(ImportKinds.Orders, Text, Mapping);
        var second = await host.ImportAsync(ImportKinds.Orders, Text, Mapping);

        (first.Added, first.CustomersCreated).ShouldBe((3, 2));
        (second.Added, second.Unchanged, second.ChangedAnything).ShouldBe((0, 3, false));
        (await host.AllAsync<Order>()).Sum(x => x.TotalMinor).ShouldBe(11_77 + 12_00 + 12_00);
    }
}
