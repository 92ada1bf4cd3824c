using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Tests.Kpis;

/// <summary>A made-up company of one year, a bit of everything in it: gaps, overlaps, changes of plan and price, stretches of no day, attributes that are not known.</summary>
internal sealed class RandomCompany
{
    public static readonly DateOnly Start = new(2026, 1, 1);

    private RandomCompany(FactSnapshot facts, IReadOnlyList<IReadOnlyList<Stretch>> stretches) => (Facts, Stretches) = (facts, stretches);

    public FactSnapshot Facts { get; }

    /// <summary>By customer.</summary>
    public IReadOnlyList<IReadOnlyList<Stretch>> Stretches { get; }

    /// <summary>The last day with data; "today" is later.</summary>
    public static DateOnly DataThrough => new(2026, 12, 31);

    public static DateOnly Today => new(2027, 3, 1);

    public static RandomCompany Of(Dice dice, int customers = 60)
    {
        var builder = new FactSnapshotBuilder(dataVersion: 1);
        foreach (var feed in new[] { Feeds.Subscriptions, Feeds.Orders, Feeds.Responses, Feeds.Cases, Feeds.HealthScores, Feeds.Invitations })
        {
            builder.SetDataThrough(feed, DataThrough);
        }

        var all = new List<IReadOnlyList<Stretch>>();
        for (var id = 0; id < customers; id++)
        {
            builder.AddCustomer(
                id, dice.Of("Basic", "Pro", null, null), dice.Of("NL", "BE", null), dice.Of("Sanne", "Daan"), dice.Of("high_value_low_risk", "low_value_high_risk", null));
            all.Add([.. Enumerable.Range(0, dice.Next(5)).Select(_ => RandomStretch(dice))]);
            foreach (var s in all[^1])
            {
                builder.AddStretch(
                    id, DateOnly.FromDayNumber(s.Start), s.End == FactSnapshot.Running ? null : DateOnly.FromDayNumber(s.End), s.Mrr, plan: s.Plan, churnType: s.ChurnType);
            }

            AddTheRest(builder, dice, id);
        }

        return new RandomCompany(builder.Build(), all);
    }

    /// <summary>A day, a week, a month, a quarter or any other stretch of the year.</summary>
    public static Period RandomPeriod(Dice dice)
    {
        var day = Start.AddDays(dice.Next(330));
        return dice.Next(5) switch
        {
            0 => Period.Day(day),
            1 => Period.WeekOf(day),
            2 => Period.MonthOf(day),
            3 => Period.QuarterOf(day),
            _ => new Period(day, day.AddDays(1 + dice.Next(90))),
        };
    }

    private static Stretch RandomStretch(Dice dice)
    {
        var start = Start.DayNumber - 40 + dice.Next(380);
        var end = dice.Next(4) == 0 ? FactSnapshot.Running : start + dice.Of(0, 1, 5, dice.Next(60), dice.Next(200));
        return new Stretch(start, end, 1_00 * (1 + dice.Next(50)), dice.Of("Basic", "Pro", "Enterprise", null), (ChurnType)dice.Next(ChurnTypes.Count));
    }

    private static void AddTheRest(FactSnapshotBuilder builder, Dice dice, int id)
    {
        DateOnly Day() => Start.AddDays(dice.Next(365));
        for (var i = dice.Next(4); i > 0; i--)
        {
            builder.AddOrder(id, Day(), dice.Of(-5_00, 0, 10_00, 25_50));
            builder.AddResponse(dice.Of(SurveyKind.Nps, SurveyKind.Csat), dice.Next(90), dice.Next(3), 1 + dice.Next(5), Day(), customerId: dice.Next(5) == 0 ? null : id);
            builder.AddInvitation(Day(), dice.Next(2) == 0, id);
            builder.AddScore(id, Day(), dice.Next(101));
            var opened = Day();
            builder.AddCase(id, opened, opened.AddDays(1), dice.Next(3) == 0 ? null : TimeSpan.FromMinutes(dice.Next(3000)));
        }
    }

    public sealed record Stretch(int Start, int End, long Mrr, string? Plan, ChurnType ChurnType);
}
