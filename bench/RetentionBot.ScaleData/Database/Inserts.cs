using Microsoft.Data.Sqlite;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.ScaleData.Database;

/// <summary>The five tables that are filled, column by column.</summary>
internal sealed class Inserts(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    public static readonly string[] Tables = ["customers", "subscription_stretches", "survey_responses", "support_cases", "orders"];

    private readonly TableInsert<Customer> customers = new(
        connection, transaction, Tables[0],
        ("id", x => x.Id), ("source_key", x => x.SourceKey), ("fingerprint", x => x.Fingerprint), ("name", x => x.Name), ("country", x => x.Country), ("plan", x => x.Plan),
        ("segment", x => x.Segment), ("owner", x => x.Owner), ("language", x => x.Language), ("signed_up_on", x => x.SignedUpOn));

    private readonly TableInsert<SubscriptionStretch> subscriptions = new(
        connection, transaction, Tables[1],
        ("source_key", x => x.SourceKey), ("fingerprint", x => x.Fingerprint), ("customer_id", x => x.CustomerId), ("plan", x => x.Plan), ("mrr_minor", x => x.MrrMinor),
        ("currency", x => x.Currency), ("starts_on", x => x.StartsOn), ("ends_on", x => x.EndsOn), ("churn_type", x => x.ChurnType), ("is_trial", x => x.IsTrial));

    private readonly TableInsert<SurveyResponse> responses = new(
        connection, transaction, Tables[2],
        ("source_key", x => x.SourceKey), ("fingerprint", x => x.Fingerprint), ("kind", x => (int)x.Kind), ("round", x => x.Round), ("respondent", x => x.Respondent),
        ("customer_id", x => x.CustomerId), ("score", x => x.Score), ("answered_at", x => x.AnsweredAt.UtcTicks));

    private readonly TableInsert<SupportCase> cases = new(
        connection, transaction, Tables[3],
        ("source_key", x => x.SourceKey), ("fingerprint", x => x.Fingerprint), ("customer_id", x => x.CustomerId), ("opened_at", x => x.OpenedAt.UtcTicks),
        ("first_reply_at", x => x.FirstReplyAt?.UtcTicks), ("closed_at", x => x.ClosedAt?.UtcTicks), ("is_urgent", x => x.IsUrgent), ("is_escalated", x => x.IsEscalated));

    private readonly TableInsert<Order> orders = new(
        connection, transaction, Tables[4],
        ("source_key", x => x.SourceKey), ("fingerprint", x => x.Fingerprint), ("customer_id", x => x.CustomerId), ("ordered_on", x => x.OrderedOn),
        ("total_minor", x => x.TotalMinor), ("currency", x => x.Currency), ("lines", x => x.Lines));

    public void Add(StoredRows rows)
    {
        customers.Add(rows.Customers);
        subscriptions.Add(rows.Subscriptions);
        responses.Add(rows.Responses);
        cases.Add(rows.Cases);
        orders.Add(rows.Orders);
    }

    public void Dispose()
    {
        customers.Dispose();
        subscriptions.Dispose();
        responses.Dispose();
        cases.Dispose();
        orders.Dispose();
    }
}
