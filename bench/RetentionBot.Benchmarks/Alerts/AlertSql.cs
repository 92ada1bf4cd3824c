using Microsoft.Data.Sqlite;

namespace RetentionBot.Benchmarks.Alerts;

/// <summary>
/// The same run in hand-written SQL, on the same database with the indexes it has: scores of the day, the ones that changed written, the rules on the score, on silence and
/// on decline with the limits the bot comes with, alerts with their first line of life and their timer. It does less than the bot: no cards and no summary, only the day
/// before and the day a week before as earlier scores, decline as of the last day only, and shares as floating-point numbers.
/// </summary>
internal static class AlertSql
{
    private const string Score = """
        CREATE TEMP TABLE scored AS
        WITH used AS (
            SELECT customer_id, COUNT(DISTINCT day) AS days, COUNT(DISTINCT feature) AS features FROM usage_records
            WHERE day BETWEEN date($day, '-27 days') AND $day AND events > 0 AND retired_at IS NULL GROUP BY customer_id),
        asked AS (
            SELECT customer_id, SUM(closed_at IS NULL OR closed_at >= $end) AS open, SUM((is_urgent OR is_escalated) AND opened_at >= $start) AS pressing
            FROM support_cases WHERE opened_at < $end AND (closed_at IS NULL OR closed_at >= $start) AND retired_at IS NULL GROUP BY customer_id),
        parts AS (
            SELECT c.id AS customer_id, MIN(100.0, 100.0 * COALESCE(u.days, 0) / 12) AS usage, MIN(100.0, 100.0 * COALESCE(u.features, 0) / 8) AS adoption,
                MAX(0.0, 100.0 - 10 * COALESCE(a.open, 0) - 25 * COALESCE(a.pressing, 0)) AS support
            FROM customers c LEFT JOIN used u ON u.customer_id = c.id LEFT JOIN asked a ON a.customer_id = c.id WHERE c.retired_at IS NULL)
        SELECT customer_id, CAST(ROUND(0.4 * usage + 0.35 * adoption + 0.25 * support) AS INTEGER) AS value, usage, adoption, support FROM parts
        """;

    private const string Keep = """
        UPDATE health_scores SET value = s.value, usage = s.usage, adoption = s.adoption, support = s.support, coverage = '1.0', profile_version = 'default-1'
        FROM scored s WHERE health_scores.day = $day AND health_scores.customer_id = s.customer_id
            AND (health_scores.value <> s.value OR ABS(health_scores.usage - s.usage) > 1e-9 OR ABS(health_scores.adoption - s.adoption) > 1e-9
                OR ABS(health_scores.support - s.support) > 1e-9)
        """;

    private const string Paying =
        "EXISTS (SELECT 1 FROM subscription_stretches p WHERE p.customer_id = s.customer_id AND NOT p.is_trial AND p.mrr_minor > 0 AND p.starts_on <= $day AND (p.ends_on IS NULL OR p.ends_on > $day) AND p.retired_at IS NULL)";

    private const string Unfinished = "EXISTS (SELECT 1 FROM alerts a WHERE a.customer_id = s.customer_id AND a.rule = $rule AND (a.resolved_at IS NULL OR a.rearmed_on IS NULL))";

    private const string Columns = "INSERT INTO alerts (id, customer_id, rule, subject, raised_on, raised_at, score, band, previous_score, score_seven_days_ago, version, escalation_steps, finding_is_over, owner_name)";

    private const string RaiseHealth = $"""
        {Columns}
        SELECT hex(randomblob(16)), s.customer_id, $rule, '', $day, $at, s.value, CASE WHEN s.value < 40 THEN 1 WHEN s.value < 60 THEN 2 WHEN s.value < 80 THEN 3 ELSE 4 END,
            y.value, w.value, 0, 0, 0, c.owner
        FROM health_scores s JOIN customers c ON c.id = s.customer_id AND c.retired_at IS NULL
        LEFT JOIN health_scores y ON y.day = date($day, '-1 day') AND y.customer_id = s.customer_id
        LEFT JOIN health_scores w ON w.day = date($day, '-7 days') AND w.customer_id = s.customer_id
        WHERE s.day = $day AND ((y.value >= 60 AND s.value < 60) OR w.value - s.value >= 15) AND {Paying} AND NOT {Unfinished}
        """;

    private const string RaiseInactive = $"""
        {Columns}
        SELECT hex(randomblob(16)), s.customer_id, $rule, '', $day, $at, NULL, 0, NULL, NULL, 0, 0, 0, c.owner
        FROM (SELECT customer_id, MAX(day) AS last FROM usage_records WHERE day BETWEEN date($day, '-83 days') AND $day AND events > 0 AND retired_at IS NULL GROUP BY customer_id) s
        JOIN customers c ON c.id = s.customer_id AND c.retired_at IS NULL
        WHERE s.last < date($day, '-7 days') AND {Paying} AND NOT {Unfinished}
        """;

    private const string RaiseDecline = $"""
        {Columns}
        SELECT hex(randomblob(16)), s.customer_id, $rule, '', $day, $at, NULL, 0, NULL, NULL, 0, 0, 0, c.owner
        FROM (
            SELECT customer_id, COUNT(DISTINCT CASE WHEN day > date($day, '-28 days') THEN day END) AS now, COUNT(DISTINCT CASE WHEN day <= date($day, '-28 days') THEN day END) AS before
            FROM usage_records WHERE day BETWEEN date($day, '-55 days') AND $day AND events > 0 AND retired_at IS NULL GROUP BY customer_id) s
        JOIN customers c ON c.id = s.customer_id AND c.retired_at IS NULL
        WHERE s.before >= 8 AND 1 - (1.0 * s.now / s.before) >= 0.4 AND {Paying} AND NOT {Unfinished}
        """;

    private const string Note = "INSERT INTO alert_events (id, alert_id, at, kind) SELECT hex(randomblob(16)), id, $at, 0 FROM alerts WHERE raised_at = $at";

    private const string SetTimer = "INSERT INTO due_timers (kind, subject, due_at, attempts) SELECT 'alert.escalate', 'alert:' || id, $at, 0 FROM alerts WHERE raised_at = $at";

    public static void Run(string database)
    {
        using var sql = AlertBot.Open(database);
        using var transaction = sql.BeginTransaction();
        foreach (var (statement, rule) in ((string, string)[])
            [(Score, ""), (Keep, ""), (RaiseHealth, "health"), (RaiseInactive, "inactive"), (RaiseDecline, "usage-decline"), (Note, ""), (SetTimer, "")])
        {
            using var command = sql.CreateCommand();
            command.CommandText = statement;
            command.Parameters.AddWithValue("$day", AlertCompany.Day);
            command.Parameters.AddWithValue("$start", AlertCompany.StartOfWindow.UtcTicks);
            command.Parameters.AddWithValue("$end", AlertCompany.EndOfDay.UtcTicks);
            command.Parameters.AddWithValue("$at", AlertCompany.Now.UtcTicks);
            command.Parameters.AddWithValue("$rule", rule);
            command.Prepare();
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
