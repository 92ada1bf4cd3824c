using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace RetentionBot.Tests.Harness;

/// <summary>
/// A small company, given to the bot over <c>/api/ingest</c>: eight customers at the start of last month of whom two left in it (churn 25 %), colleagues of every
/// role, one contact, and one customer whose use of the product stops.
/// </summary>
internal sealed class Company(Func<HttpClient> client)
{
    public const string Failing = "Van Vliet Transport";

    private static readonly DateOnly Yesterday = DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).DateTime).AddDays(-1);

    public Task AddStaffAsync() => ImportAsync(
        "staff",
        "email,name,role",
        [
            "anouk@example.com,Anouk de Wit,admin",
            "bram@example.com,Bram Bakker,member",
            "leonie@example.com,Leonie Smit,lead",
            "vera@example.com,Vera Vos,viewer",
            "daan@example.com,Daan Visser,admin",
            "joris@example.com,Joris Hendriks,viewer",
        ]);

    public async Task AddCustomersAsync()
    {
        await ImportAsync("customers", "id,name", [$"c0,{Failing}", .. Enumerable.Range(1, 7).Select(i => $"c{i},Klant {i}")]);
        await ImportAsync("contacts", "id,customer,name,email", ["p1,c1,Lotte Jansen,lotte@example.com"]);

        // Two of eight end on the 15th of last month: 2 / 8 = 25 %.
        var thisMonth = new DateOnly(Yesterday.AddDays(1).Year, Yesterday.AddDays(1).Month, 1);
        var (start, end) = (thisMonth.AddMonths(-4), thisMonth.AddMonths(-1).AddDays(14));
        await ImportAsync(
            "subscriptions",
            "id,customer,plan,mrr,currency,start,end",
            Enumerable.Range(0, 8).Select(i => $"s{i},c{i},Pro,100.00,EUR,{Day(start)},{(i >= 6 ? Day(end) : "")}"));
    }

    /// <summary>Customers who signed up so many days ago and have no owner.</summary>
    public Task AddNewCustomersAsync(int daysAgo, params string[] names) => AddOwnedCustomersAsync(daysAgo, owner: "", names);

    /// <summary>As above, with an owner.</summary>
    public Task AddOwnedCustomersAsync(int daysAgo, string owner, params string[] names) => ImportAsync(
        "customers", "id,name,owner,signed_up", names.Select((name, i) => $"n{i},{name},{owner},{Day(Yesterday.AddDays(1 - daysAgo))}"));

    /// <summary>Customers since four months, all of whom leave on the 20th of last month.</summary>
    public async Task LoseAsync(params string[] names)
    {
        var thisMonth = new DateOnly(Yesterday.AddDays(1).Year, Yesterday.AddDays(1).Month, 1);
        await ImportAsync("customers", "id,name,plan", names.Select((name, i) => $"x{i},\"{name}\",Pro"));
        await ImportAsync(
            "subscriptions",
            "id,customer,plan,mrr,currency,start,end",
            names.Select((_, i) => $"sx{i},x{i},Pro,100.00,EUR,{Day(thisMonth.AddMonths(-4))},{Day(thisMonth.AddMonths(-1).AddDays(19))}"));
    }

    /// <summary>
    /// Twelve active days with eight features, the last of them 23 days ago. A week ago all twelve lay in the 28 days that count, now five do:
    /// usage 100 → 41.7, adoption 100 throughout, no support feed: (0.40 · 41.7 + 0.35 · 100) / 0.75 = 69, from 100.
    /// </summary>
    public Task DropHealthAsync() => ImportAsync(
        "usage",
        "id,customer,day,feature,events,active_users",
        Enumerable.Range(23, 12).SelectMany(UsageOn));

    /// <summary>Customers whose one invoice each could not be collected so often; said again with a larger number it failed again.</summary>
    public async Task FailPaymentsAsync(int attempts, params string[] names)
    {
        await ImportAsync("customers", "id,name", names.Select((name, i) => $"f{i},{name}"));
        await ImportAsync("subscriptions", "id,customer,plan,mrr,currency,start,end", names.Select((_, i) => $"sf{i},f{i},Pro,100.00,EUR,{Day(Yesterday.AddMonths(-4))},"));
        await ImportAsync(
            "payments",
            "id,customer,invoice,at,outcome,amount",
            names.SelectMany((_, i) => Enumerable.Range(1, attempts).Select(a => $"p{i}-{a},f{i},F-{i},{Day(Yesterday.AddDays(a - 10))},failed,100")));
    }

    /// <summary>A support case of Lotte's customer that Bram closed just now.</summary>
    public Task CloseCaseAsync(string key, string? labels = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        return ImportAsync(
            "cases",
            "id,customer,contact,agent,opened_at,closed_at,labels",
            [string.Create(CultureInfo.InvariantCulture, $"{key},c1,p1,Bram Bakker,{now.AddDays(-2):O},{now:O},{labels}")]);
    }

    /// <summary>One more active day, six in all: usage 50, (0.40 · 50 + 0.35 · 100) / 0.75 = 73. Still 27 below last week, so the alert stays open.</summary>
    public Task UseOnceMoreAsync() => ImportAsync("usage", "id,customer,day,feature,events,active_users", UsageOn(0));

    private static IEnumerable<string> UsageOn(int daysAgo) =>
        Enumerable.Range(1, 8).Select(f => $"u{daysAgo}-{f},c0,{Day(Yesterday.AddDays(-daysAgo))},feature{f},5,3");

    private async Task ImportAsync(string kind, string header, IEnumerable<string> rows)
    {
        using var body = new StringContent(string.Join('\n', rows.Prepend(header)), Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var response = await client().PostAsync($"/api/ingest/{kind}", body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
