using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>The alerts that rules are not done with, and what one look does to them. Nothing is saved here.</summary>
internal sealed class RuleAlerts
{
    private readonly RetentionDb _db;
    private readonly PayingCustomers _paying;
    private readonly RuleSettings _settings;
    private readonly AlertOwners _owners;
    private readonly DateTimeOffset _at;
    private readonly DateOnly _today;
    private readonly Dictionary<(string Rule, long Customer, string Subject), Alert> _latest;
    private readonly Dictionary<Guid, (Alert Alert, bool IsNew)> _touched = [];

    private RuleAlerts(RetentionDb db, PayingCustomers paying, RuleSettings settings, AlertOwners owners, DateTimeOffset at, DateOnly today, List<Alert> alerts)
    {
        (_db, _paying, _settings, _owners, _at, _today) = (db, paying, settings, owners, at, today);
        _latest = alerts.ToDictionary(a => (a.Rule, a.CustomerId, a.Subject));
    }

    /// <summary>What was changed, and whether it is new.</summary>
    public IReadOnlyCollection<(Alert Alert, bool IsNew)> Touched => _touched.Values;

    /// <summary>Loads what is open or waits for its recovery; where a rule may fire again, the alert before makes no difference.</summary>
    public static async Task<RuleAlerts> LoadAsync(
        RetentionDb db, IReadOnlyCollection<string> rules, PayingCustomers paying, RuleSettings settings, AlertOwners owners, DateTimeOffset at, DateOnly today, CancellationToken ct) =>
        new(db, paying, settings, owners, at, today, await db.Alerts.Where(a => rules.Contains(a.Rule) && (a.ResolvedAt == null || a.RearmedOn == null)).ToListAsync(ct));

    /// <summary>Customers and subjects of a rule that it is not done with.</summary>
    public List<(long Customer, string Subject)> Pending(string rule) => [.. _latest.Keys.Where(k => k.Rule == rule).Select(k => (k.Customer, k.Subject))];

    /// <summary>Whether a rule has anything to look at: it is on, or has left something open.</summary>
    public bool HasWork(string rule) => _settings.IsOn(rule) || _latest.Keys.Any(k => k.Rule == rule);

    /// <summary>Closes what is open on customers who are no customers any more.</summary>
    public void Leave()
    {
        foreach (var alert in _latest.Values.Where(a => !_paying.IsToKeep(a.CustomerId, _today)))
        {
            if (alert.Leave(_today, _at) == AlertOutcome.Done)
            {
                Note(alert, AlertEventKind.Left, isNew: false);
            }
            else if (alert.Rearm(_today) == AlertOutcome.Done)
            {
                // Closed by a person before the customer left: should it come back, the rule may fire.
                AddEvent(alert, AlertEventKind.Rearmed);
            }
        }
    }

    /// <summary>Takes one look at a customer and subject.</summary>
    /// <param name="rule">One of <see cref="AlertRules"/>.</param>
    /// <param name="customer">Whom it is about; nothing is done about one who did not pay then, or does not today.</param>
    /// <param name="subject">What of theirs; empty for the customer as a whole.</param>
    /// <param name="on">The day the facts are of.</param>
    /// <param name="decide">The rule over the facts.</param>
    public void Look(string rule, long customer, string subject, DateOnly on, Func<RuleAlert, RuleDecision> decide)
    {
        if (!_paying.IsToKeep(customer, on) || !_paying.IsToKeep(customer, _today))
        {
            return;
        }

        var key = (rule, customer, subject);
        foreach (var (alert, kind) in RuleLife.Look(_latest.GetValueOrDefault(key), decide, _settings.IsOn(rule) ? Raise : null, on, _at))
        {
            if (kind == AlertEventKind.Raised)
            {
                _db.Alerts.Add(alert);
            }

            if (kind == AlertEventKind.Rearmed)
            {
                AddEvent(alert, kind);
            }
            else
            {
                Note(alert, kind, isNew: kind == AlertEventKind.Raised);
            }

            _latest[key] = alert;
        }

        Alert Raise(AlertFinding finding)
        {
            var (mrrMinor, currency) = _paying.MrrOn(customer, on);
            return Alert.Raise(Guid.CreateVersion7(_at), customer, rule, subject, on, _at, finding, mrrMinor, currency, _owners.Of(customer));
        }
    }

    /// <summary>Notes a change that its cards must show.</summary>
    private void Note(Alert alert, AlertEventKind kind, bool isNew)
    {
        _touched.TryAdd(alert.Id, (alert, isNew));
        AddEvent(alert, kind);
    }

    private void AddEvent(Alert alert, AlertEventKind kind) =>
        _db.AlertEvents.Add(new AlertEvent { Id = Guid.CreateVersion7(_at), AlertId = alert.Id, At = _at, Kind = kind });
}
