using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace RetentionBot.Browser.Tests;

/// <summary>The figures worked out a second time, in plain SQL over the bot's file. Nothing of the program's own sums is used.</summary>
internal sealed class SampleFigures(string databaseFile)
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Amsterdam).DateTime);

    public static DateOnly FirstOfLastMonth => new DateOnly(Today.Year, Today.Month, 1).AddMonths(-1);

    public static DateOnly FirstOfLastQuarter => new DateOnly(Today.Year, (((Today.Month - 1) / 3) * 3) + 1, 1).AddMonths(-3);

    /// <summary>Those who paid at the close of the day before the month, and how many of them no longer did at the close of its last day.</summary>
    public (long Opening, long Lost) ChurnOf(DateOnly firstOfMonth) => Read(
        """
        WITH paying AS (
            SELECT customer_id, starts_on, ends_on FROM subscription_stretches
            WHERE is_trial = 0 AND mrr_minor > 0 AND retired_at IS NULL),
        opening AS (
            SELECT DISTINCT customer_id FROM paying
            WHERE starts_on <= date($first, '-1 day') AND (ends_on IS NULL OR ends_on > date($first, '-1 day'))),
        closing AS (
            SELECT DISTINCT customer_id FROM paying
            WHERE starts_on <= date($first, '+1 month', '-1 day') AND (ends_on IS NULL OR ends_on > date($first, '+1 month', '-1 day')))
        SELECT count(*), sum(customer_id NOT IN (SELECT customer_id FROM closing)) FROM opening
        """,
        row => (row.GetInt64(0), row.GetInt64(1)),
        ("$first", Iso(firstOfMonth)));

    /// <summary>The latest valid answer of each respondent in each round, answered in the quarter by the clock of Amsterdam.</summary>
    public (long Answers, long Promoters, long Detractors) NpsOf(DateOnly firstOfQuarter) => Read(
        """
        WITH latest AS (
            SELECT score, answered_at, row_number() OVER (PARTITION BY respondent, round ORDER BY answered_at DESC, id DESC) AS nth
            FROM survey_responses WHERE kind = 0 AND score BETWEEN 0 AND 10 AND retired_at IS NULL)
        SELECT count(*), sum(score >= 9), sum(score <= 6) FROM latest WHERE nth = 1 AND answered_at >= $from AND answered_at < $to
        """,
        row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
        ("$from", Ticks(firstOfQuarter)),
        ("$to", Ticks(firstOfQuarter.AddMonths(3))));

    public DateOnly DataThrough(string feed) =>
        Read("SELECT data_through FROM feeds WHERE kind = $kind", row => Day(row.GetString(0)), ("$kind", feed));

    /// <summary>What an alert card of a customer must say: scores from the daily scores, the amount from the subscriptions, in cents a month.</summary>
    public (long Score, long Before, long WeekAgo, long Mrr, string Owner) AlertOf(string customer) => Read(
        """
        SELECT (SELECT value FROM health_scores WHERE customer_id = c.id ORDER BY day DESC LIMIT 1),
               (SELECT value FROM health_scores WHERE customer_id = c.id AND day = date(a.raised_on, '-1 day')),
               (SELECT value FROM health_scores WHERE customer_id = c.id AND day = date((SELECT max(day) FROM health_scores), '-7 days')),
               (SELECT sum(mrr_minor) FROM subscription_stretches WHERE customer_id = c.id AND is_trial = 0 AND retired_at IS NULL
                    AND starts_on <= a.raised_on AND (ends_on IS NULL OR ends_on > a.raised_on)),
               (SELECT name FROM staff WHERE name LIKE c.owner || ' %')
        FROM customers c JOIN alerts a ON a.customer_id = c.id WHERE c.name = $name AND a.rule = 'health'
        """,
        row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4)),
        ("$name", customer));

    /// <summary>The answer a contact gave to the bot itself.</summary>
    public (long Score, string? Comment) AnswerOf(string email) => Read(
        """
        SELECT r.score, r.comment FROM survey_responses r JOIN contacts c ON c.id = r.contact_id
        WHERE c.email = $email AND r.source_key LIKE 'invitation:%'
        """,
        row => (row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1)),
        ("$email", email));

    /// <summary>Puts a question to a contact as a test, whose answer counts nowhere.</summary>
    /// <returns>The path of its page.</returns>
    public string NewTestLink()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databaseFile, Pooling = false }.ToString());
        connection.Open();
        using var command = new SqliteCommand(
            """
            INSERT INTO survey_invitations (id, kind, round, is_test, token_hash, contact_id, invited_at, version)
            SELECT $id, 0, $id, 1, $hash, id, $now, 0 FROM contacts WHERE email = 'lotte@example.com'
            """,
            connection);
        command.Parameters.AddWithValue("$id", Guid.NewGuid().ToString().ToUpperInvariant());
        command.Parameters.AddWithValue("$hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token))));
        command.Parameters.AddWithValue("$now", TimeProvider.System.GetUtcNow().UtcTicks);
        command.ExecuteNonQuery().ShouldBe(1);
        return $"/s/{token}";
    }

    /// <summary>Keeps that a job failed an hour ago, after it had gone well a day before, and that a timer nobody handles is late.</summary>
    public void MakeTrouble(string job)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databaseFile, Pooling = false }.ToString());
        connection.Open();
        using var command = new SqliteCommand(
            """
            INSERT INTO job_states (job, started_at, ended_at, succeeded_at, error) VALUES ($job, $hour, $hour + 125 * 10000000, $day, 'database 5')
            ON CONFLICT (job) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at, succeeded_at = excluded.succeeded_at, error = excluded.error;
            INSERT INTO due_timers (kind, subject, due_at, attempts) SELECT 'no.such-kind', 'x', $hour, 3 WHERE NOT EXISTS (SELECT 1 FROM due_timers WHERE kind = 'no.such-kind')
            """,
            connection);
        var now = TimeProvider.System.GetUtcNow();
        command.Parameters.AddWithValue("$job", job);
        command.Parameters.AddWithValue("$hour", now.AddHours(-1).UtcTicks);
        command.Parameters.AddWithValue("$day", now.AddDays(-1).UtcTicks);
        command.ExecuteNonQuery();
    }

    private T Read<T>(string sql, Func<SqliteDataReader, T> map, params (string Name, object Value)[] values)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        return map(reader);
    }

    private static long Ticks(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Amsterdam).Ticks;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
