using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;
using RetentionBot.Domain.Tests.Kpis;

namespace RetentionBot.Domain.Tests.Alerts.Rules;

/// <summary>
/// The same events, known in their own order with a look after each, or in any other order with looks in between: in the end the same is open and shows the same.
/// </summary>
public sealed class OrderOfDataTests
{
    private const int Rounds = 300;

    private static readonly RuleLimits Limits = RuleLimits.Default;
    private static readonly DateOnly First = new(2026, 3, 1);
    private static readonly DateOnly LongAgo = new(2025, 1, 1);

    [Fact]
    public void Use_that_comes_late_and_in_any_order_ends_in_the_same_alerts()
    {
        var (silences, declines) = (0, 0);
        for (var seed = 1u; seed <= Rounds; seed++)
        {
            var dice = new Dice(seed);
            var days = DaysOfUse(dice);
            var last = First.AddDays(110 + dice.Next(20));
            var used = days.Where(d => d <= last).ToList();

            // Known on the day itself, or up to three weeks later; on the last day all is known.
            var ordered = used.ConvertAll(day => (Day: day, KnownOn: day));
            var late = used.ConvertAll(day => (Day: day, KnownOn: Earlier(day.AddDays(dice.Next(4) == 0 ? dice.Next(21) : 0), last)));

            var shown = Shown(ordered, last);
            Shown(late, last).ShouldBe(shown, $"seed {seed}");
            silences += shown[0] is null ? 0 : 1;
            declines += shown[1] is null ? 0 : 1;
        }

        // The dice do make stories.
        silences.ShouldBeInRange(10, Rounds - 10);
        declines.ShouldBeInRange(10, Rounds - 10);
    }

    [Fact]
    public void Attempts_in_any_order_end_in_the_same_alert()
    {
        for (var seed = 1u; seed <= Rounds; seed++)
        {
            var dice = new Dice(seed);
            var attempts = Enumerable.Range(1, 1 + dice.Next(6)).Select(day => Attempt(day, isPaid: dice.Next(4) == 0)).ToList();
            var shuffled = attempts.OrderBy(_ => dice.Next(1000)).ToList();

            ShownOf(shuffled).ShouldBe(ShownOf(attempts), $"seed {seed}");
        }

        static AlertFinding? ShownOf(List<PaymentAttempt> attempts)
        {
            var watching = new Watching(AlertRules.PaymentFailed);
            for (var known = 1; known <= attempts.Count; known++)
            {
                var facts = new InvoiceFacts(First.AddDays(30), attempts[..known]);
                watching.Look(First, latest => PaymentFailedRule.Decide(facts, latest));
            }

            return watching.Shown;
        }
    }

    [Fact]
    public void A_case_whose_rows_come_late_ends_in_the_same_alert()
    {
        for (var seed = 1u; seed <= Rounds; seed++)
        {
            var dice = new Dice(seed);
            var opened = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
            DateTimeOffset? reply = dice.Next(3) == 0 ? null : opened.AddMinutes(dice.Next(48 * 60));
            var end = opened.AddHours(48);
            var (openedKnown, replyKnown) = (opened.AddHours(dice.Next(40)), (reply ?? end).AddHours(dice.Next(6)));

            ShownWhen(openedKnown, replyKnown).ShouldBe(ShownWhen(opened, reply ?? end), $"seed {seed}");

            AlertFinding? ShownWhen(DateTimeOffset caseKnownAt, DateTimeOffset replyKnownAt)
            {
                var watching = new Watching(AlertRules.FirstReply);
                for (var now = caseKnownAt; now <= end.AddHours(6); now = now.AddMinutes(15))
                {
                    var facts = new CaseFacts(now, opened, replyKnownAt <= now ? reply : null, null);
                    watching.Look(First, latest => FirstReplyRule.Decide(facts, latest, Limits));
                }

                return watching.Shown;
            }
        }
    }

    [Fact]
    public void However_often_one_looks_nothing_is_done_twice()
    {
        for (var seed = 1u; seed <= Rounds; seed++)
        {
            var days = DaysOfUse(new Dice(seed));
            var (silence, decline) = (new Watching(AlertRules.Inactive), new Watching(AlertRules.UsageDecline));
            for (var day = First; day < First.AddDays(130); day = day.AddDays(1))
            {
                var use = days.Where(d => d <= day).Aggregate(new UseHistory(day, 0), (known, d) => known.With(d));
                Look(silence, decline, use);
                Look(silence, decline, use).ShouldBe(0);
            }

            silence.Alerts.SkipLast(1).ShouldAllBe(a => a.ResolvedAt != null && a.RearmedOn != null);
            decline.Alerts.SkipLast(1).ShouldAllBe(a => a.ResolvedAt != null && a.RearmedOn != null);
        }
    }

    private static List<AlertFinding?> Shown(List<(DateOnly Day, DateOnly KnownOn)> used, DateOnly last)
    {
        var (silence, decline) = (new Watching(AlertRules.Inactive), new Watching(AlertRules.UsageDecline));
        for (var day = First.AddDays(60); day <= last; day = day.AddDays(1))
        {
            Look(silence, decline, used.Where(u => u.KnownOn <= day).Aggregate(new UseHistory(day, 0), (known, u) => known.With(u.Day)));
        }

        return [silence.Shown, decline.Shown];
    }

    private static int Look(Watching silence, Watching decline, UseHistory use) =>
        silence.Look(use.LastDay, latest => InactiveRule.Decide(new SilenceFacts(use.LastDay, LongAgo, use.LastUse), latest, Limits)).Count
        + decline.Look(use.LastDay, latest => UsageDeclineRule.Decide(new UseFacts(use, LongAgo, Limits.InactiveDays), latest, Limits)).Count;

    /// <summary>Weeks of one habit, then of another, with a holiday or none.</summary>
    private static List<DateOnly> DaysOfUse(Dice dice)
    {
        var (before, after, change) = (1 + dice.Next(6), dice.Next(7), 50 + dice.Next(50));
        var (holiday, length) = (40 + dice.Next(80), dice.Next(3) == 0 ? dice.Next(16) : 0);
        return
        [
            .. Enumerable.Range(0, 130)
                .Where(n => (n < holiday || n >= holiday + length) && dice.Next(7) < (n < change ? before : after))
                .Select(n => First.AddDays(n)),
        ];
    }

    private static PaymentAttempt Attempt(int day, bool isPaid) =>
        new(new DateTimeOffset(2026, 3, day, 10, 0, 0, TimeSpan.Zero), First.AddDays(day - 1), isPaid, 49_00, "EUR");

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
