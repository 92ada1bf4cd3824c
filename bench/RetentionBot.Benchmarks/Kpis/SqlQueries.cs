namespace RetentionBot.Benchmarks.Kpis;

/// <summary>The SQL of <see cref="SqlBaseline"/>, the fastest of several ways that were tried on 100,000 customers.</summary>
/// <remarks>
/// Days are texts that order like days. A stretch covers the close of the day before <c>d</c> when it starts before <c>d</c> and does not end before it. Indexes are
/// named in the queries: what the planner chooses by itself is up to three times slower here. Nothing is a table kept up to date beside the facts: the bot has none either.
/// </remarks>
internal static class SqlQueries
{
    private const string IsPaid = "is_trial = 0 AND mrr_minor > 0 AND retired_at IS NULL";

    private const string IsOtherPaid = "o.is_trial = 0 AND o.mrr_minor > 0 AND o.retired_at IS NULL";

    private const string CoversOpening = "starts_on < @from AND (ends_on IS NULL OR ends_on >= @from)";

    public const string Indexes =
        $"""
        -- One customer's stretches together, so that customers are counted and summed without a sort; all a query needs stands in it.
        CREATE INDEX bench_by_customer ON subscription_stretches (customer_id, starts_on, ends_on, mrr_minor) WHERE {IsPaid};
        -- Who ended and who started in a month.
        CREATE INDEX bench_by_end ON subscription_stretches (ends_on, starts_on, customer_id) WHERE {IsPaid};
        CREATE INDEX bench_by_start ON subscription_stretches (starts_on, ends_on, customer_id) WHERE {IsPaid};
        -- A month's answers, and whether there is a later one of the same round.
        CREATE INDEX bench_nps_by_time ON survey_responses (answered_at, respondent, round, score) WHERE kind = 0 AND retired_at IS NULL;
        CREATE INDEX bench_nps_by_respondent ON survey_responses (respondent, round, answered_at) WHERE kind = 0 AND retired_at IS NULL;
        ANALYZE;
        """;

    /// <summary>Opening, lost, and those who are in the closing only. Whoever neither starts nor ends in the month needs no second look.</summary>
    public const string Customers =
        $"""
        SELECT
          (SELECT count(DISTINCT customer_id) FROM subscription_stretches INDEXED BY bench_by_customer WHERE {IsPaid} AND {CoversOpening}),
          (SELECT count(DISTINCT customer_id) FROM subscription_stretches s INDEXED BY bench_by_end
            WHERE {IsPaid} AND ends_on >= @from AND ends_on < @to AND starts_on < @from
              AND NOT EXISTS (SELECT 1 FROM subscription_stretches o INDEXED BY bench_by_customer
                WHERE o.customer_id = s.customer_id AND {IsOtherPaid} AND o.starts_on < @to AND (o.ends_on IS NULL OR o.ends_on >= @to))),
          (SELECT count(DISTINCT customer_id) FROM subscription_stretches s INDEXED BY bench_by_start
            WHERE {IsPaid} AND starts_on >= @from AND starts_on < @to AND (ends_on IS NULL OR ends_on >= @to)
              AND NOT EXISTS (SELECT 1 FROM subscription_stretches o INDEXED BY bench_by_customer
                WHERE o.customer_id = s.customer_id AND {IsOtherPaid} AND o.starts_on < @from AND (o.ends_on IS NULL OR o.ends_on >= @from)))
        """;

    /// <summary>Opening, churned, contraction, expansion, new, reactivation. Only who starts or ends a stretch in the month can have moved.</summary>
    public const string Mrr =
        $"""
        WITH touched AS (
          SELECT customer_id FROM subscription_stretches INDEXED BY bench_by_start WHERE {IsPaid} AND starts_on >= @from AND starts_on < @to
          UNION
          SELECT customer_id FROM subscription_stretches INDEXED BY bench_by_end WHERE {IsPaid} AND ends_on >= @from AND ends_on < @to),
        customer AS (
          SELECT
            sum(iif(o.starts_on < @from AND (o.ends_on IS NULL OR o.ends_on >= @from), o.mrr_minor, 0)) AS opening,
            sum(iif(o.starts_on < @to AND (o.ends_on IS NULL OR o.ends_on >= @to), o.mrr_minor, 0)) AS closing,
            min(o.starts_on) >= @from AS is_new
          FROM touched JOIN subscription_stretches o INDEXED BY bench_by_customer ON o.customer_id = touched.customer_id AND {IsOtherPaid}
          GROUP BY o.customer_id)
        SELECT
          (SELECT coalesce(sum(mrr_minor), 0) FROM subscription_stretches INDEXED BY bench_by_customer WHERE {IsPaid} AND {CoversOpening}),
          coalesce(sum(iif(closing = 0, opening, 0)), 0),
          coalesce(sum(iif(closing > 0 AND closing < opening, opening - closing, 0)), 0),
          coalesce(sum(iif(opening > 0 AND closing > opening, closing - opening, 0)), 0),
          coalesce(sum(iif(opening = 0 AND is_new, closing, 0)), 0),
          coalesce(sum(iif(opening = 0 AND NOT is_new, closing, 0)), 0)
        FROM customer
        """;

    /// <summary>Month, opening, lost. Only the first opening is counted; every further one is the one before with its comings and goings.</summary>
    public const string Trend =
        $"""
        WITH RECURSIVE month (f, t) AS (
          SELECT @from, date(@from, '+1 month') UNION ALL SELECT t, date(t, '+1 month') FROM month WHERE t < @end),
        moved AS (
          SELECT f,
            (SELECT count(DISTINCT customer_id) FROM subscription_stretches s INDEXED BY bench_by_end
              WHERE {IsPaid} AND ends_on >= f AND ends_on < t AND starts_on < f
                AND NOT EXISTS (SELECT 1 FROM subscription_stretches o INDEXED BY bench_by_customer
                  WHERE o.customer_id = s.customer_id AND {IsOtherPaid} AND o.starts_on < t AND (o.ends_on IS NULL OR o.ends_on >= t))) AS lost,
            (SELECT count(DISTINCT customer_id) FROM subscription_stretches s INDEXED BY bench_by_start
              WHERE {IsPaid} AND starts_on >= f AND starts_on < t AND (ends_on IS NULL OR ends_on >= t)
                AND NOT EXISTS (SELECT 1 FROM subscription_stretches o INDEXED BY bench_by_customer
                  WHERE o.customer_id = s.customer_id AND {IsOtherPaid} AND o.starts_on < f AND (o.ends_on IS NULL OR o.ends_on >= f))) AS came
          FROM month)
        SELECT f,
          (SELECT count(DISTINCT customer_id) FROM subscription_stretches INDEXED BY bench_by_customer WHERE {IsPaid} AND {CoversOpening})
            + coalesce(sum(came - lost) OVER (ORDER BY f ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0),
          lost
        FROM moved ORDER BY f
        """;

    /// <summary>
    /// Cohort, month, active at its close, size. A customer's stretches are cut where they overlap, so that each close is covered once; alike ones are counted together
    /// before they meet the months.
    /// </summary>
    public const string Cohorts =
        $"""
        WITH RECURSIVE month (name, after) AS (
          SELECT @first, strftime('%Y-%m', @first || '-01', '+1 month')
          UNION ALL SELECT after, strftime('%Y-%m', after || '-01', '+1 month') FROM month WHERE after <= @last),
        stretch AS (
          SELECT starts_on, ends_on, first_value(starts_on) OVER earlier AS first_start, max(coalesce(ends_on, '9999-12-31')) OVER earlier AS covered_to
          FROM subscription_stretches INDEXED BY bench_by_customer WHERE {IsPaid}
          WINDOW earlier AS (PARTITION BY customer_id ORDER BY starts_on, ends_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
        alike AS (
          SELECT substr(coalesce(first_start, starts_on), 1, 7) AS cohort, substr(max(starts_on, coalesce(covered_to, '')), 1, 7) AS s,
            coalesce(substr(ends_on, 1, 7), '9999-12') AS e, count(*) AS stretches, sum(first_start IS NULL) AS customers
          FROM stretch GROUP BY 1, 2, 3)
        SELECT cohort, name, sum(iif(s < after AND e >= after, stretches, 0)), sum(customers)
        FROM alike JOIN month ON name >= cohort GROUP BY cohort, name ORDER BY cohort, name
        """;

    /// <summary>Package, opening, lost.</summary>
    public const string ChurnByPlan =
        $"""
        WITH opening AS (
          SELECT DISTINCT customer_id FROM subscription_stretches INDEXED BY bench_by_customer WHERE {IsPaid} AND {CoversOpening}),
        lost AS MATERIALIZED (
          SELECT DISTINCT customer_id FROM subscription_stretches s INDEXED BY bench_by_end
            WHERE {IsPaid} AND ends_on >= @from AND ends_on < @to AND starts_on < @from
              AND NOT EXISTS (SELECT 1 FROM subscription_stretches o INDEXED BY bench_by_customer
                WHERE o.customer_id = s.customer_id AND {IsOtherPaid} AND o.starts_on < @to AND (o.ends_on IS NULL OR o.ends_on >= @to)))
        SELECT c.plan, count(*), sum(opening.customer_id IN lost) FROM opening JOIN customers c ON c.id = opening.customer_id GROUP BY c.plan ORDER BY c.plan
        """;

    /// <summary>Promoters, passives, detractors.</summary>
    public const string Nps =
        """
        SELECT coalesce(sum(score >= 9), 0), coalesce(sum(score BETWEEN 7 AND 8), 0), coalesce(sum(score <= 6), 0)
        FROM survey_responses r INDEXED BY bench_nps_by_time
        WHERE kind = 0 AND retired_at IS NULL AND answered_at >= @from AND answered_at < @to
          AND NOT EXISTS (SELECT 1 FROM survey_responses l INDEXED BY bench_nps_by_respondent
            WHERE l.kind = 0 AND l.retired_at IS NULL AND l.respondent = r.respondent AND l.round = r.round AND (l.answered_at, l.id) > (r.answered_at, r.id))
        """;
}
