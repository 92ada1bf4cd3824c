using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest;

namespace RetentionBot.Tests.Ingest;

public sealed class SubscriptionImportTests
{
    private const string Header = "id,customer,plan,mrr,price,interval,currency,start,end,churn_type,trial\n";

    private static readonly Func<ImportRequest, ImportRequest> AsOfOctober = request => request with { AsOf = new DateOnly(2026, 10, 31) };

    [Fact]
    public async Task A_row_becomes_a_stretch_with_all_its_values()
    {
        await using var host = await WithCustomerAsync();
        await host.ImportAsync(ImportKinds.Subscriptions, Header + "s1,c1,Pro,99.50,,,usd,2026-01-01,2026-02-01,Involuntary,yes");

        var stretch = await host.OnlyAsync<SubscriptionStretch>();
        (stretch.SourceKey, stretch.Plan, stretch.MrrMinor, stretch.Currency).ShouldBe(("s1", "Pro", 99_50, "USD"));
        (stretch.StartsOn, stretch.EndsOn, stretch.ChurnType, stretch.IsTrial)
            .ShouldBe((new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), "involuntary", true));
        stretch.CustomerId.ShouldBe((await host.OnlyAsync<Customer>()).Id);
    }

    [Theory]
    [InlineData("1200,year", 100_00)]
    [InlineData("100,annual", 8_33)] // 8.3333 euro
    [InlineData("100,quarter", 33_33)] // 33.3333 euro
    [InlineData("0.06,yearly", 1)] // 0.5 cent, away from zero
    [InlineData("39,month", 39_00)]
    public async Task A_price_is_divided_over_the_months_it_is_for(string priceAndInterval, long mrrMinor)
    {
        await using var host = await WithCustomerAsync();
        await host.ImportAsync(ImportKinds.Subscriptions, $"{Header}s1,c1,,,{priceAndInterval},,2026-01-01,,,");

        (await host.OnlyAsync<SubscriptionStretch>()).MrrMinor.ShouldBe(mrrMinor);
    }

    [Theory]
    [InlineData("1234,JPY", 1_234)] // the yen has no smaller unit
    [InlineData("1.5,KWD", 1_500)] // a dinar has a thousand fils
    [InlineData("1.5,", 1_50)] // the workspace's euro
    public async Task Minor_units_are_the_currencys_own(string mrrAndCurrency, long mrrMinor)
    {
        await using var host = await WithCustomerAsync();
        await host.ImportAsync(ImportKinds.Subscriptions, $"id,customer,start,mrr,currency\ns1,c1,2026-01-01,{mrrAndCurrency}");

        (await host.OnlyAsync<SubscriptionStretch>()).MrrMinor.ShouldBe(mrrMinor);
    }

    [Theory]
    [InlineData("s1,c1,,10,,,EUR,2026-03-02,2026-03-01,,", "end 2026-03-01 lies before start 2026-03-02.")]
    [InlineData("s1,c1,,-1,,,EUR,2026-03-02,,,", "mrr is negative.")]
    [InlineData("s1,c1,,,-12,year,EUR,2026-03-02,,,", "price is negative.")]
    [InlineData("s1,c1,,10,,,XYZ,2026-03-02,,,", "currency 'XYZ' is not a currency code such as EUR.")]
    [InlineData("s1,c1,,10,,,EUR,2026-11-01,,,", "start 2026-11-01 lies after 2026-10-31, the last day the data speak of.")]
    [InlineData("s1,c1,,10,,,EUR,02-03-2026,,,", "start '02-03-2026' is not a day such as 2026-11-22.")]
    [InlineData("s1,c1,,ten,,,EUR,2026-03-02,,,", "mrr 'ten' is not a number such as 1234.50.")]
    [InlineData("s1,c1,,9e20,,,EUR,2026-03-02,,,", "mrr is larger than 1000000000000.")]
    [InlineData("s1,c1,,,,,EUR,2026-03-02,,,", "price is not given.")]
    [InlineData("s1,c1,,,12,,EUR,2026-03-02,,,", "interval is not given.")]
    [InlineData("s1,c1,,,12,fortnight,EUR,2026-03-02,,,", "interval 'fortnight' is not one of month, monthly, quarter, quarterly, year, yearly, annual.")]
    [InlineData("s1,c1,,10,,,EUR,,,,", "start is not given.")]
    [InlineData("s1,,,10,,,EUR,2026-03-02,,,", "customer is not given.")]
    [InlineData(",c1,,10,,,EUR,2026-03-02,,,", "id is not given.")]
    [InlineData("s1,c1,,10,,,EUR,2026-03-02,2026-04-01,bored,", "churn_type 'bored' is not one of voluntary, involuntary, passive.")]
    [InlineData("s1,c1,,10,,,EUR,2026-03-02,,,perhaps", "trial 'perhaps' is not true or false.")]
    [InlineData("s1,c9,,10,,,EUR,2026-03-02,,,", "customer 'c9' is not known; import the customers first.")]
    public async Task A_bad_row_is_rejected_with_line_and_reason_and_the_good_one_goes_in(string bad, string reason)
    {
        await using var host = await WithCustomerAsync();
        var report = await host.ImportAsync(ImportKinds.Subscriptions, $"{Header}{bad}\ngood,c1,,10,,,EUR,2026-03-02,,,", with: AsOfOctober);

        report.RejectedLines.ShouldHaveSingleItem().ShouldBe(new RejectedLine(2, reason));
        (await host.OnlyAsync<SubscriptionStretch>()).SourceKey.ShouldBe("good");
    }

    [Fact]
    public async Task An_end_on_the_start_day_is_fine()
    {
        await using var host = await WithCustomerAsync();
        var report = await host.ImportAsync(ImportKinds.Subscriptions, Header + "s1,c1,,10,,,EUR,2026-03-02,2026-03-02,,");

        (report.Added, report.Rejected).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_start_today_is_not_in_the_future_and_one_tomorrow_is()
    {
        await using var host = await WithCustomerAsync();
        var report = await host.ImportAsync(ImportKinds.Subscriptions, "id,customer,start,mrr\ns1,c1,2026-11-22,10\ns2,c1,2026-11-23,10");

        (report.Added, report.Rejected).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_running_stretch_has_no_churn_type()
    {
        await using var host = await WithCustomerAsync();
        await host.ImportAsync(ImportKinds.Subscriptions, Header + "s1,c1,,10,,,EUR,2026-03-02,,voluntary,");

        (await host.OnlyAsync<SubscriptionStretch>()).ChurnType.ShouldBeNull();
    }

    [Fact]
    public async Task An_instant_is_the_local_day_it_lies_in_and_a_day_is_never_shifted()
    {
        await using var host = await WithCustomerAsync();
        // 23:30 in London on 28 February is 00:30 on 1 March in Amsterdam; in summer time two hours lie between.
        await host.ImportAsync(
            ImportKinds.Subscriptions, "id,customer,start,mrr\na,c1,2026-02-28T23:30Z,10\nb,c1,2026-03-31T22:30:00Z,10\nc,c1,2026-03-31,10\nd,c1,2026-03-31 23:59,10");

        (await host.AllAsync<SubscriptionStretch>()).ConvertAll(x => x.StartsOn)
            .ShouldBe([new(2026, 3, 1), new(2026, 4, 1), new(2026, 3, 31), new(2026, 3, 31)]);
    }

    [Fact]
    public async Task Unknown_customers_are_created_when_the_mapping_says_so_and_filled_in_later()
    {
        await using var host = await IngestHost.StartAsync();
        const string CreateCustomers = """{ "createCustomers": true }""";
        var report = await host.ImportAsync(ImportKinds.Subscriptions, "id,customer,start,mrr\ns1,new,2026-01-01,10\ns2,new,2026-01-01,20", CreateCustomers);

        (report.Added, report.CustomersCreated).ShouldBe((2, 1));
        (await host.OnlyAsync<Customer>()).Name.ShouldBe("new");

        await host.ImportAsync(ImportKinds.Customers, "id,name\nnew,Noordzee Koffie BV");
        (await host.OnlyAsync<Customer>()).Name.ShouldBe("Noordzee Koffie BV");
    }

    private static async Task<IngestHost> WithCustomerAsync()
    {
        var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id,name\nc1,Noordzee Koffie BV");
        return host;
    }
}
