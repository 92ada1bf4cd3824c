using RetentionBot.Domain.Customers;
using RetentionBot.Ingest;

namespace RetentionBot.Tests.Ingest;

public sealed class UsageAndCaseImportTests
{
    [Fact]
    public async Task Usage_may_name_a_subscription_instead_of_a_customer()
    {
        await using var host = await WithSubscriptionAsync();
        var report = await host.ImportAsync(ImportKinds.Usage, "id,subscription,day,feature,events,active_users\nu1,s2,2026-05-01,Export,7,3");

        report.RejectedLines.ShouldBeEmpty();
        var usage = await host.OnlyAsync<UsageRecord>();
        usage.CustomerId.ShouldBe((await host.AllAsync<Customer>()).Single(x => x.SourceKey == "c2").Id);
        (usage.Day, usage.Feature, usage.Events, usage.ActiveUsers).ShouldBe((new DateOnly(2026, 5, 1), "Export", 7, 3));
    }

    [Fact]
    public async Task A_row_of_usage_without_a_count_is_one_use()
    {
        await using var host = await WithSubscriptionAsync();
        await host.ImportAsync(ImportKinds.Usage, "id,customer,day\nu1,c1,2026-05-01");

        (await host.OnlyAsync<UsageRecord>()).Events.ShouldBe(1);
    }

    [Theory]
    [InlineData("u1,,s9,2026-05-01,1", "subscription 's9' is not known; import the subscriptions first.")]
    [InlineData("u1,c1,s2,2026-05-01,1", "the subscription belongs to another customer than the one named.")]
    [InlineData("u1,,,2026-05-01,1", "customer is not given.")]
    [InlineData("u1,c1,,2026-11-23,1", "day 2026-11-23 lies after 2026-11-22, the last day the data speak of.")]
    [InlineData("u1,c1,,2026-05-01,-1", "events '-1' is not a whole number, zero or more.")]
    [InlineData("u1,c1,,2026-05-01,1.5", "events '1.5' is not a whole number, zero or more.")]
    public async Task Bad_usage_is_rejected(string row, string reason)
    {
        await using var host = await WithSubscriptionAsync();
        var report = await host.ImportAsync(ImportKinds.Usage, $"id,customer,subscription,day,events\n{row}");

        report.RejectedLines.ShouldHaveSingleItem().Reason.ShouldBe(reason);
        (await host.AllAsync<UsageRecord>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_may_give_the_minutes_to_its_first_reply()
    {
        await using var host = await WithSubscriptionAsync();
        await host.ImportAsync(
            ImportKinds.Cases, "id,customer,opened_at,first_reply_minutes,closed_at,urgent,escalated\nt1,c1,2026-05-01T10:00,90,2026-05-02 3:00,true,false");

        // Ten o'clock in Amsterdam is eight in UTC in summer; ninety minutes on it is half past nine.
        var supportCase = await host.OnlyAsync<SupportCase>();
        supportCase.OpenedAt.ShouldBe(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        supportCase.FirstReplyAt.ShouldBe(new DateTimeOffset(2026, 5, 1, 9, 30, 0, TimeSpan.Zero));
        supportCase.ClosedAt.ShouldBe(new DateTimeOffset(2026, 5, 2, 1, 0, 0, TimeSpan.Zero));
        (supportCase.IsUrgent, supportCase.IsEscalated).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("t1,c1,2026-05-02,2026-05-01,,", "first_reply_at lies before opened_at.")]
    [InlineData("t1,c1,2026-05-02,,-5,", "first_reply_minutes is negative or longer than ten years.")]
    [InlineData("t1,c1,2026-05-02,,,2026-05-01T23:59", "closed_at lies before opened_at.")]
    [InlineData("t1,c1,2026-11-23,,,", "opened_at 2026-11-23 lies after 2026-11-22, the last day the data speak of.")]
    [InlineData("t1,c1,yesterday,,,", "opened_at 'yesterday' is not a time such as 2026-11-22T14:30 or 2026-11-22T13:30Z.")]
    [InlineData("t1,c1,0001-01-01,,,", "opened_at '0001-01-01' is not a time such as 2026-11-22T14:30 or 2026-11-22T13:30Z.")]
    public async Task A_bad_case_is_rejected(string row, string reason)
    {
        await using var host = await WithSubscriptionAsync();
        var report = await host.ImportAsync(ImportKinds.Cases, $"id,customer,opened_at,first_reply_at,first_reply_minutes,closed_at\n{row}");

        report.RejectedLines.ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    private static async Task<IngestHost> WithSubscriptionAsync()
    {
        var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Subscriptions, "id,customer,start,mrr\ns1,c1,2026-01-01,10\ns2,c2,2026-01-01,20", """{ "createCustomers": true }""");
        return host;
    }
}
