using RetentionBot.ScaleData.Drawing;
using RetentionBot.ScaleData.Making;
using static RetentionBot.ScaleData.Files.CsvText;

namespace RetentionBot.ScaleData.Files;

/// <summary>One table of the data set as a file.</summary>
/// <param name="Name">The file's name without its ending: the import kind it is for, where there is one.</param>
/// <param name="Columns">The header; the importer's own field names, and in customers two columns more.</param>
/// <param name="Write">Writes one customer's rows, by id and date.</param>
internal sealed record CsvTable(string Name, string[] Columns, Action<CustomerData, CsvText> Write);

/// <summary>The tables and how their rows are written.</summary>
internal static class CsvTables
{
    private const string Currency = "EUR";

    public static readonly CsvTable Customers = new(
        "customers", ["id", "name", "country", "plan", "segment", "owner", "language", "signed_up", "channel", "shop"], static (data, csv) =>
        {
            var c = data.Customer;
            csv.Row(c.Id, c.Name, c.Country, c.Plan.ToString(), c.Industry, c.Owner, c.Language, Day(c.SignedUpOn), c.Channel, Flag(c.IsShop));
        });

    public static readonly CsvTable Subscriptions = new(
        "subscriptions", ["id", "customer", "plan", "price", "interval", "currency", "start", "end", "churn_type", "trial"], static (data, csv) =>
        {
            foreach (var row in data.Subscriptions)
            {
                for (var time = 0; time < (row.IsWrittenTwice ? 2 : 1); time++)
                {
                    csv.Row(
                        row.Id, data.Customer.Id, row.Plan.ToString(), Amount(row.PriceMinor), row.IsYearly ? "year" : "month", Currency,
                        Day(row.Start), End(row), row.ChurnType, Flag(row.IsTrial));
                }
            }
        });

    public static readonly CsvTable Responses = new(
        "responses", ["id", "kind", "round", "respondent", "customer", "score", "answered_at"], static (data, csv) =>
        {
            foreach (var row in data.Answers)
            {
                csv.Row(
                    row.Id, row.Kind == AnswerKind.Nps ? "nps" : "csat", row.Round, data.Customer.Id, data.Customer.Id,
                    row.Score is { } score ? Number(score) : row.Invalid, Instant(row.At));
            }
        });

    public static readonly CsvTable Cases = new(
        "cases", ["id", "customer", "opened_at", "first_reply_at", "closed_at", "urgent", "escalated"], static (data, csv) =>
        {
            foreach (var row in data.Cases)
            {
                csv.Row(row.Id, data.Customer.Id, Instant(row.OpenedAt), Instant(row.FirstReplyAt), Instant(row.ClosedAt), Flag(row.IsUrgent), Flag(row.IsEscalated));
            }
        });

    public static readonly CsvTable Orders = new(
        "orders", ["id", "customer", "date", "amount", "currency"], static (data, csv) =>
        {
            foreach (var row in data.Orders)
            {
                csv.Row(row.Id, data.Customer.Id, Day(row.Day), Amount(row.TotalMinor), Currency);
            }
        });

    public static readonly CsvTable Usage = new(
        "usage", ["id", "customer", "day", "feature", "events"], static (data, csv) =>
        {
            foreach (var row in data.Uses)
            {
                csv.Row(row.Id, data.Customer.Id, Day(row.Day), $"feature-{row.Feature + 1:00}", Number(row.Events));
            }
        });

    public static readonly CsvTable UsageMonths = new(
        "usage_months", ["customer", "month", "active_days", "features", "last_day"], static (data, csv) =>
        {
            foreach (var row in data.UseMonths)
            {
                csv.Row(data.Customer.Id, Window.NameOf(row.Month), Number(row.ActiveDays), Number(row.Features), Day(row.LastDay));
            }
        });

    /// <summary>The tables an import takes.</summary>
    public static readonly CsvTable[] Imported = [Customers, Subscriptions, Responses, Cases, Orders];

    private static string? End(SubscriptionRow row) => row switch
    {
        { End: null } => null,
        { End: { } end, EndsAtBorder: true } => Day(end.AddDays(-1)) + "T23:30:00Z",
        { End: { } end } => Day(end),
    };
}
