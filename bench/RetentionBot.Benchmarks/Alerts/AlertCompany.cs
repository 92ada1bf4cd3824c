using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Health;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Benchmarks.Alerts;

/// <summary>
/// Makes a company whose last day comes out otherwise once late data have come: half of its customers score higher then, seven in two thousand fall below the
/// threshold, one more does so and loses half of its days of use, and one falls silent. That is ten alerts for two thousand customers.
/// </summary>
internal static class AlertCompany
{
    /// <summary>The scoring day.</summary>
    public static readonly DateOnly Day = new(2026, 11, 20);

    /// <summary>The instant of the run: 07:00 UTC on the day after.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 7, 0, 0, TimeSpan.Zero);

    /// <summary>The first instant of the 28 days up to the scoring day, and the first after it, in Amsterdam.</summary>
    public static readonly DateTimeOffset StartOfWindow = new(2026, 10, 24, 0, 0, 0, TimeSpan.FromHours(2));

    /// <inheritdoc cref="StartOfWindow"/>
    public static readonly DateTimeOffset EndOfDay = new(2026, 11, 21, 0, 0, 0, TimeSpan.FromHours(1));

    private const int WindowDays = 28;
    private const int Windows = 3;
    private const int DaysKept = 10;
    private const int Group = 2000;

    /// <summary>Days of use in each window, counted back from the first; the ones from the sixth on have a feature of their own.</summary>
    private static readonly int[] Slots = [0, 3, 7, 10, 14, 17, 21, 24];

    /// <summary>Alerts that the run is to raise for so many customers.</summary>
    public static int AlertsOf(int customers) => customers / Group * 10;

    /// <summary>Makes the company with ten days of kept scores, and then lets the late data come.</summary>
    public static async Task MakeAsync(string database, int customers)
    {
        File.Delete(database);
        await using var bot = AlertBot.On(database);
        await using (var scope = bot.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
            await db.Database.MigrateAsync();
            var place = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = "C1", Kind = ConversationKind.Channel };
            db.Conversations.Add(new Conversation { Key = place.Key, ChannelId = place.ChannelId, Reference = place, Topics = PlaceTopics.Alerts });
            db.Feeds.AddRange(
                new Feed { Kind = Feeds.Usage, DataThrough = Day, LoadedAt = Now }, new Feed { Kind = Feeds.Cases, DataThrough = Day, LoadedAt = Now });
            await db.SaveChangesAsync();
        }

        Fill(database, customers);
        await using (var scope = bot.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ScoreCustomers>().ScoreAsync(new Period(Day.AddDays(1 - DaysKept), Day.AddDays(1)), CancellationToken.None);
        }

        LateDataCome(database, customers);
        SqliteConnection.ClearAllPools();
    }

    private static void Fill(string database, int customers)
    {
        using var sql = AlertBot.Open(database);
        using var transaction = sql.BeginTransaction();
        Each(sql, "INSERT INTO customers (id, source_key, fingerprint, name, segment, owner) VALUES ($1, 'c' || $1, '', 'Customer ' || $1, 'mid', 'Owner ' || ($1 % 10))", Ids(customers));
        Each(sql, "INSERT INTO subscription_stretches (source_key, fingerprint, customer_id, mrr_minor, currency, starts_on, is_trial) VALUES ('s' || $1, '', $1, 9900, 'EUR', '2025-01-01', 0)", Ids(customers));
        Each(
            sql,
            "INSERT INTO support_cases (source_key, fingerprint, customer_id, opened_at, first_reply_at, is_urgent, is_escalated) VALUES ('k' || $1, '', $1, $2, $2, 0, 0)",
            Ids(customers).Where(c => (long)c[0] % 10 == 7).Select(c => new object[] { c[0], Now.AddDays(-5).UtcTicks }));

        // Day by day, as feeds come.
        for (var back = (Windows * WindowDays) - 1; back >= 0; back--)
        {
            Each(
                sql,
                "INSERT INTO usage_records (source_key, fingerprint, customer_id, day, feature, events) VALUES ($3 || '-' || $1, '', $1, $3, $2, 3)",
                UseOn(back, customers).Select(u => new object[] { u.Customer, $"feature {(u.Slot < 5 ? 0 : u.Slot)}", Day.AddDays(-back) }));
        }

        transaction.Commit();
    }

    private static void LateDataCome(string database, int customers)
    {
        using var sql = AlertBot.Open(database);
        using var transaction = sql.BeginTransaction();
        foreach (var third in Enumerable.Range(0, 3))
        {
            Each(
                sql,
                "INSERT INTO usage_records (source_key, fingerprint, customer_id, day, feature, events) VALUES ('late' || $1, '', $1, $2, 'feature 0', 3)",
                Ids(customers).Where(c => (long)c[0] % 2 == 1 && (long)c[0] % 3 == third).Select(c => new object[] { c[0], Day.AddDays(-2 - third) }));
        }

        var lost = Enumerable.Range(0, WindowDays).SelectMany(back => UseOn(back, customers).Where(u => IsLost(u.Customer, u.Slot)).Select(u => new object[] { u.Customer, Day.AddDays(-back) }));
        Each(sql, "UPDATE usage_records SET retired_at = 1 WHERE customer_id = $1 AND day = $2", lost);
        transaction.Commit();
    }

    /// <summary>What a correction of the feed takes back.</summary>
    private static bool IsLost(long customer, int slot) => (customer % Group) switch
    {
        100 or 300 or 500 or 700 or 900 or 1100 or 1300 => slot >= 5,
        1500 => slot % 2 == 1,
        1700 => slot <= 1,
        _ => false,
    };

    private static IEnumerable<(long Customer, int Slot)> UseOn(int back, int customers)
    {
        var inWindow = back % WindowDays;
        for (long customer = 1; customer <= customers; customer++)
        {
            if (Array.IndexOf(Slots, inWindow - 1 - (int)(customer % 3)) is >= 0 and var slot)
            {
                yield return (customer, slot);
            }
        }
    }

    private static IEnumerable<object[]> Ids(int customers) => Enumerable.Range(1, customers).Select(id => new object[] { (long)id });

    private static void Each(SqliteConnection sql, string statement, IEnumerable<object[]> rows)
    {
        using var command = sql.CreateCommand();
        command.CommandText = statement;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (command.Parameters.Count <= i)
                {
                    command.Parameters.AddWithValue($"${i + 1}", row[i]);
                }

                command.Parameters[i].Value = row[i];
            }

            command.ExecuteNonQuery();
        }
    }
}
