using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest;

namespace RetentionBot.Tests.Ingest;

public sealed class CardAndTouchImportTests
{
    [Theory]
    [InlineData("2026-08", "2026-08-31")]
    [InlineData("2028-02", "2028-02-29")]
    [InlineData("2026-08-15", "2026-08-15")]
    public async Task A_card_lasts_until_its_day_or_the_end_of_its_month(string expires, string lastDay)
    {
        await using var host = await WithCustomerAsync();
        await host.ImportAsync(ImportKinds.PaymentCards, $"id,customer,expires\nk1,c1,{expires}");

        (await host.OnlyAsync<PaymentCard>()).ExpiresOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(lastDay);
    }

    [Theory]
    [InlineData("k1,c1,08/26", "expires '08/26' is not a day such as 2026-08-31 or a month such as 2026-08.")]
    [InlineData("k1,c1,", "expires is not given.")]
    [InlineData("k1,c9,2026-08", "customer 'c9' is not known; import the customers first.")]
    public async Task A_bad_card_is_rejected(string row, string reason)
    {
        await using var host = await WithCustomerAsync();
        var report = await host.ImportAsync(ImportKinds.PaymentCards, $"id,customer,expires\n{row}");

        report.RejectedLines.ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task A_touch_goes_in_with_all_its_values_and_once()
    {
        await using var host = await WithCustomerAsync();
        const string File = "id,customer,at,by,note\nt1,c1,2026-11-20T15:00,Sanne,\"Called: fine again\"";
        await host.ImportAsync(ImportKinds.Touches, File);
        (await host.ImportAsync(ImportKinds.Touches, File)).Unchanged.ShouldBe(1);

        var touch = await host.OnlyAsync<Touch>();
        (touch.At, touch.By, touch.Note).ShouldBe((new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero), "Sanne", "Called: fine again"));
    }

    [Theory]
    [InlineData("t1,c1,2026-12-01,,", "at 2026-12-01 lies after 2026-11-22, the last day the data speak of.")]
    [InlineData("t1,c1,,,", "at is not given.")]
    [InlineData("chat:1,c1,2026-11-01,,", "id begins with 'chat:', which is kept for what is written in a chat.")]
    public async Task A_bad_touch_is_rejected(string row, string reason)
    {
        await using var host = await WithCustomerAsync();
        var report = await host.ImportAsync(ImportKinds.Touches, $"id,customer,at,by,note\n{row}");

        report.RejectedLines.ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task A_full_import_leaves_alone_what_was_written_in_a_chat()
    {
        await using var host = await WithCustomerAsync();
        await host.ImportAsync(ImportKinds.Touches, "id,customer,at\nt1,c1,2026-11-20\nt2,c1,2026-11-20");
        await host.WithDbAsync(async db =>
        {
            db.Touches.Add(new Touch { SourceKey = "chat:9", CustomerId = db.Customers.Single().Id, At = host.Clock.Now });
            return await db.SaveChangesAsync();
        });
        await host.ImportAsync(ImportKinds.Touches, "id,customer,at\nt1,c1,2026-11-20", with: r => r with { Full = true, Confirmed = true });

        (await host.AllAsync<Touch>()).Where(t => t.RetiredAt is null).Select(t => t.SourceKey).ShouldBe(["t1", "chat:9"], ignoreOrder: true);
    }

    private static async Task<IngestHost> WithCustomerAsync()
    {
        var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id\nc1");
        return host;
    }
}
