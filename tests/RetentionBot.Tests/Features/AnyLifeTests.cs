using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;
using RetentionBot.Features.Alerts;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Ingest;

namespace RetentionBot.Tests.Features;

/// <summary>
/// Whatever becomes known, early, late or again, whoever presses what, and however the clock moves: one alert is open per customer, rule and subject, each is posted
/// once at most, nobody is asked about one that is closed, and timers are there for open ones only. All rules are on.
/// </summary>
public sealed class AnyLifeTests
{
    private const int Steps = 90;

    [Fact]
    public async Task Whatever_happens_each_raise_is_one_open_alert_told_once()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1; seed <= 6; seed++)
        {
            await using var world = await AlertWorld.StartAsync(seed);
            for (var step = 0; step < Steps; step++)
            {
                var did = await world.StepAsync();
                await AlertOrder.ShouldHoldAsync(world.Host, $"seed {seed}, step {step}: {did}");
            }

            foreach (var alert in await world.Host.AlertsAsync())
            {
                seen[alert.Rule] = seen.GetValueOrDefault(alert.Rule) + 1;
            }
        }

        // Every rule had a say, or the above says nothing about it.
        seen.Keys.ShouldBe(AlertRules.All, ignoreOrder: true, string.Join(", ", seen));
    }

    /// <summary>Three customers and what may happen to them and to their alerts, drawn by a seed.</summary>
    private sealed class AlertWorld : IAsyncDisposable
    {
        private static readonly string[] Taps = [AcknowledgeAlert.Verb, UnacknowledgeAlert.Verb, WakeAlert.Verb, ResolveAlert.Verb];

        private readonly Random random;
        private readonly List<long> customers = [];
        private readonly List<StaffMember> staff = [];
        private int rows;

        private AlertWorld(HealthHost host, int seed) => (Host, random) = (host, new Random(seed));

        public HealthHost Host { get; }

        private DateTimeOffset Now => Host.Clock.Now;

        private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

        public static async Task<AlertWorld> StartAsync(int seed)
        {
            var world = new AlertWorld(await HealthHost.StartAsync(rules: RuleSettings.Default, clock: new FixedClock()), seed);
            world.staff.Add(await world.Host.ColleagueAsync("Leonie", StaffRole.Lead));
            world.staff.Add(await world.Host.ColleagueAsync("Sanne", StaffRole.Member));
            foreach (var (name, segment, owner) in new (string, string, string?)[] { ("Acme", "high-value/high-risk", null), ("Bakkerij Smit", "high_value_low_risk", "Sanne"), ("Jansen", "low-value", "Sanne") })
            {
                var customer = await world.Host.CustomerAsync(name, segment, owner);
                world.customers.Add(customer);
                await world.Host.PaysAsync(customer, 100_00);
                for (var back = 0; back < 70; back++)
                {
                    await world.UseAsync(customer, world.Today.AddDays(-back));
                }
            }

            await world.Host.FeedsAsync(world.Today.AddDays(-1));
            await world.Host.AddAsync(new SupportCase { SourceKey = "S0", CustomerId = world.customers[0], OpenedAt = world.Now.AddDays(-60), FirstReplyAt = world.Now.AddDays(-59), ClosedAt = world.Now.AddDays(-58) });
            return world;
        }

        /// <returns>What was done.</returns>
        public async Task<string> StepAsync()
        {
            var what = random.Next(20);
            switch (what)
            {
                case < 3:
                    await PressAsync();
                    return "press";
                case < 8:
                    return await LearnAsync();
                case < 11:
                    await LookAsync();
                    return "look";
                case < 13:
                    Host.Clock.Now = Now.AddMinutes(random.Next(1, 600));
                    await Host.RunTimersAsync();
                    return "hours pass";
                case < 17:
                    return await DayAsync();
                case < 18:
                    await Host.AddAsync(new Touch { SourceKey = $"t{++rows}", CustomerId = ACustomer(), At = Now.AddHours(-random.Next(200)), By = "Sanne" });
                    return "touch";
                case < 19:
                    await MuteAsync();
                    return "mute";
                default:
                    await Host.DispatchAsync();
                    return "dispatch";
            }
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();

        private long ACustomer() => customers[random.Next(customers.Count)];

        private Task LookAsync() => random.Next(3) == 0 ? Task.WhenAll(Host.RunAsync(), Host.RunAsync()) : Host.RunAsync();

        /// <summary>Days pass; most customers use the product, the feeds mostly go along.</summary>
        private async Task<string> DayAsync()
        {
            var days = random.Next(1, 5);
            for (var i = 0; i < days; i++)
            {
                Host.Clock.Now = Now.AddDays(1);
                foreach (var customer in customers.Where(c => (c + (Today.DayNumber / 12)) % 3 != 0))
                {
                    await UseAsync(customer, Today.AddDays(-1));
                }
            }

            if (random.Next(6) > 0)
            {
                await ChangeAsync(db => db.Feeds.ExecuteUpdateAsync(set => set.SetProperty(f => f.DataThrough, Today.AddDays(-1))));
            }

            await Host.RunTimersAsync();
            await LookAsync();
            return $"{days} days pass";
        }

        /// <summary>A fact comes in, of today or of weeks ago, or one that was known is changed or taken back.</summary>
        private async Task<string> LearnAsync()
        {
            var (customer, ago) = (ACustomer(), random.Next(3) == 0 ? random.Next(40) : random.Next(3));
            var what = random.Next(12);
            switch (what)
            {
                case 0 or 1:
                    var outcome = random.Next(3) == 0 ? PaymentOutcome.Paid : PaymentOutcome.Failed;
                    await Host.AddAsync(new PaymentEvent { SourceKey = $"p{++rows}", CustomerId = customer, InvoiceId = $"I{customer}-{random.Next(2)}", At = Now.AddDays(-ago), Outcome = outcome, AmountMinor = 50_00, Currency = "EUR" });
                    break;
                case 2 or 3:
                    await Host.AddAsync(new SupportCase { SourceKey = $"k{++rows}", CustomerId = customer, OpenedAt = Now.AddHours(-random.Next(60)), IsUrgent = true });
                    break;
                case 4:
                    await ChangeAsync(db => db.Cases.Where(c => c.FirstReplyAt == null).OrderBy(c => c.Id).Take(1).ExecuteUpdateAsync(set => set.SetProperty(c => c.FirstReplyAt, Now.AddHours(-1))));
                    break;
                case 5:
                    await ChangeAsync(db => db.Cases.Where(c => c.ClosedAt == null).OrderBy(c => c.Id).Take(1).ExecuteUpdateAsync(set => set.SetProperty(c => c.ClosedAt, Now)));
                    break;
                case 6:
                    await Host.AddAsync(new Renewal { SourceKey = $"r{++rows}", CustomerId = customer, RenewsOn = Today.AddDays(random.Next(-5, 120)) });
                    break;
                case 7:
                    await ChangeAsync(db => db.Renewals.OrderByDescending(r => r.Id).Take(1).ExecuteUpdateAsync(set => set.SetProperty(r => r.RenewsOn, Today.AddDays(random.Next(-5, 120)))));
                    break;
                case 8:
                    await Host.AddAsync(new PaymentCard { SourceKey = $"c{++rows}", CustomerId = customer, ExpiresOn = Today.AddDays(random.Next(-40, 60)) });
                    break;
                case 9:
                    await RetireAsync();
                    break;
                case 10:
                    // A customer leaves, or is back.
                    DateOnly? end = random.Next(2) == 0 ? Today.AddDays(-ago) : null;
                    await ChangeAsync(db => db.Subscriptions.Where(s => s.CustomerId == customer).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndsOn, end)));
                    break;
                default:
                    for (var day = 0; day < 10; day++)
                    {
                        await UseAsync(customer, Today.AddDays(-ago - day));
                    }

                    break;
            }

            return $"fact {what}";
        }

        /// <summary>The source takes something back, or gives it again.</summary>
        private async Task RetireAsync()
        {
            DateTimeOffset? at = random.Next(2) == 0 ? Now : null;
            _ = random.Next(4) switch
            {
                0 => await ChangeAsync(db => db.Payments.OrderByDescending(p => p.Id).Take(2).ExecuteUpdateAsync(set => set.SetProperty(p => p.RetiredAt, at))),
                1 => await ChangeAsync(db => db.Renewals.OrderByDescending(r => r.Id).Take(1).ExecuteUpdateAsync(set => set.SetProperty(r => r.RetiredAt, at))),
                2 => await ChangeAsync(db => db.PaymentCards.OrderByDescending(c => c.Id).Take(1).ExecuteUpdateAsync(set => set.SetProperty(c => c.RetiredAt, at))),
                _ => await ChangeAsync(db => db.Usage.OrderByDescending(u => u.Day).Take(30).ExecuteUpdateAsync(set => set.SetProperty(u => u.RetiredAt, at))),
            };
        }

        private async Task PressAsync()
        {
            var alerts = await Host.AlertsAsync();
            if (alerts.Count == 0)
            {
                return;
            }

            var open = alerts.FindAll(a => a.ResolvedAt is null);
            var (from, who) = (open.Count > 0 && random.Next(5) > 0 ? open : alerts, staff[random.Next(staff.Count)]);
            var alert = from[random.Next(from.Count)];
            await (random.Next(7) switch
            {
                0 => Host.PressAsync(who, SnoozeAlert.Verb, alert.Id, (SnoozeForm.Choice, random.Next(2) == 0 ? "4h" : "1d")),
                1 => Host.PressAsync(who, CloseAlert.Verb, alert.Id, (ResolveForm.Note, "Called"), (ResolveForm.Ending, "saved")),
                2 => Host.PressAsync(who, AssignAlert.Verb, alert.Id, (AssignForm.Owner, staff[random.Next(staff.Count)].Id.ToString(CultureInfo.InvariantCulture))),
                3 => PromiseAsync(who, alert),
                _ => Host.PressAsync(who, Taps[random.Next(Taps.Length)], alert.Id),
            });
        }

        private async Task<int> PromiseAsync(StaffMember who, Alert alert)
        {
            await Host.PressAsync(who, AcknowledgeAlert.Verb, alert.Id);
            return await Host.PressAsync(who, PromiseAlert.Verb, alert.Id, (PromiseForm.What, "call"), (PromiseForm.Until, PromiseForm.Day(Today.AddDays(random.Next(3)))));
        }

        private async Task MuteAsync()
        {
            var (customer, until) = (ACustomer(), Now.AddDays(random.Next(1, 9)));
            await ChangeAsync(db => db.AlertMutes.Where(m => m.CustomerId == customer).ExecuteDeleteAsync());
            await ChangeAsync(db => db.Timers.Where(t => t.Subject == UnmuteTimer.SubjectOf(customer)).ExecuteDeleteAsync());
            await Host.AddAsync(
                new AlertMute { CustomerId = customer, Until = until, By = "Sanne", At = Now },
                new DueTimer { Kind = UnmuteTimer.Kind, Subject = UnmuteTimer.SubjectOf(customer), DueAt = until });
        }

        private Task UseAsync(long customer, DateOnly day) => Host.UsedAsync(customer, day, "reports", "export", "planning");

        private Task<int> ChangeAsync(Func<RetentionDb, Task<int>> change) => Host.WithAsync(change);
    }
}
