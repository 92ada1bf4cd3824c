using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;
using RetentionBot.Domain.Surveys;
using RetentionBot.Ingest.Kinds;
using RetentionBot.ScaleData.Making;
using RetentionBot.ScaleData.Totals;

namespace RetentionBot.ScaleData.Database;

/// <summary>A part of the customers as the bot's importer would store them from the files: repeated rows once, invalid answers not at all, ends as local days.</summary>
internal sealed class StoredRows
{
    private const string Currency = "EUR";

    /// <summary>Makes the rows, their fingerprints included: by far the most work of a load, and therefore done where the customers are made.</summary>
    public StoredRows(IEnumerable<CustomerData> customers)
    {
        foreach (var data in customers)
        {
            Tally.Add(data);
            Add(data);
        }
    }

    public Tally Tally { get; } = new();

    public List<Customer> Customers { get; } = [];

    public List<SubscriptionStretch> Subscriptions { get; } = [];

    public List<SurveyResponse> Responses { get; } = [];

    public List<SupportCase> Cases { get; } = [];

    public List<Order> Orders { get; } = [];

    private void Add(CustomerData data)
    {
        // Customers are the first rows of an empty table, in their order, so a customer's number is its id.
        var id = data.Customer.Number;
        Customers.Add(Printed(Stored(data.Customer)));
        Subscriptions.AddRange(data.Subscriptions.Select(row => Printed(Stored(row, id))));
        Responses.AddRange(data.Answers.Where(row => row.Score is not null).Select(row => Printed(Stored(row, data.Customer))));
        Cases.AddRange(data.Cases.Select(row => Printed(Stored(row, id))));
        Orders.AddRange(data.Orders.Select(row => Printed(Stored(row, id))));
    }

    private static T Printed<T>(T row)
        where T : class, IImported
    {
        row.Fingerprint = Fingerprints.Of(row);
        return row;
    }

    private static Customer Stored(CustomerRow row) => new()
    {
        Id = row.Number,
        SourceKey = row.Id,
        Name = row.Name,
        Country = row.Country,
        Plan = row.Plan.ToString(),
        Segment = row.Industry,
        Owner = row.Owner,
        Language = row.Language,
        SignedUpOn = row.SignedUpOn,
    };

    private static SubscriptionStretch Stored(SubscriptionRow row, long customer) => new()
    {
        SourceKey = row.Id,
        CustomerId = customer,
        Plan = row.Plan.ToString(),
        MrrMinor = row.MrrMinor,
        Currency = Currency,
        StartsOn = row.Start,
        EndsOn = row.End,
        ChurnType = row.ChurnType,
        IsTrial = row.IsTrial,
    };

    private static SurveyResponse Stored(AnswerRow row, CustomerRow customer) => new()
    {
        SourceKey = row.Id,
        Kind = row.Kind == AnswerKind.Nps ? SurveyKind.Nps : SurveyKind.Csat,
        Round = row.Round,
        Respondent = customer.Id,
        CustomerId = customer.Number,
        Score = row.Score!.Value,
        AnsweredAt = row.At,
    };

    private static SupportCase Stored(CaseRow row, long customer) => new()
    {
        SourceKey = row.Id,
        CustomerId = customer,
        OpenedAt = row.OpenedAt,
        FirstReplyAt = row.FirstReplyAt,
        ClosedAt = row.ClosedAt,
        IsUrgent = row.IsUrgent,
        IsEscalated = row.IsEscalated,
    };

    private static Order Stored(OrderRow row, long customer) =>
        new() { SourceKey = row.Id, CustomerId = customer, OrderedOn = row.Day, TotalMinor = row.TotalMinor, Currency = Currency };
}
