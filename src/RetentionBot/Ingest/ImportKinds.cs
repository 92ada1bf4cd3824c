using RetentionBot.Domain.Kpis;

namespace RetentionBot.Ingest;

/// <summary>
/// The kinds of source data and their fields. Days are ISO (2026-11-22), instants ISO with offset or local to the workspace, amounts in major units with a dot,
/// yes/no as true/false, unless a mapping says otherwise. Customers are named by their source id.
/// </summary>
internal static class ImportKinds
{
    /// <summary>id, name, country, plan, segment, owner, language, signed_up.</summary>
    public const string Customers = "customers";

    /// <summary>id, customer, name, email, language, consent (with consent_source and consent_on).</summary>
    public const string Contacts = "contacts";

    /// <summary>email, name, role (viewer, member, lead, admin), language, time_zone.</summary>
    public const string Staff = "staff";

    /// <summary>id, customer, plan, mrr (or price with interval month, quarter or year), currency, start, end, churn_type (voluntary, involuntary, passive), trial.</summary>
    public const string Subscriptions = Feeds.Subscriptions;

    /// <summary>id, customer (or subscription), day, feature, events, active_users.</summary>
    public const string Usage = Feeds.Usage;

    /// <summary>id, customer, opened_at, first_reply_at (or first_reply_minutes), closed_at, urgent, escalated, contact, agent, labels.</summary>
    public const string Cases = Feeds.Cases;

    /// <summary>id, kind (nps, csat), round, respondent, customer, contact, score, comment, answered_at.</summary>
    public const string Responses = Feeds.Responses;

    /// <summary>id (lines of one id are summed), customer, date, amount, currency.</summary>
    public const string Orders = "orders";

    /// <summary>id, customer, invoice, at, outcome (failed, paid), amount, currency.</summary>
    public const string Payments = "payments";

    /// <summary>id, customer, date, automatic.</summary>
    public const string Renewals = "renewals";

    /// <summary>id, customer, expires (its last day, or a month).</summary>
    public const string PaymentCards = "payment_cards";

    /// <summary>id, customer, at, by, note.</summary>
    public const string Touches = "touches";

    public static IReadOnlyList<string> All { get; } =
        [Customers, Contacts, Staff, Subscriptions, Usage, Cases, Responses, Orders, Payments, Renewals, PaymentCards, Touches];
}
