using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions.Properties;

/// <summary>Parts a question can be put together from, with what each of them means; asked on Sunday 22 November 2026.</summary>
internal static class Parts
{
    public static readonly (string Text, string Metric)[] EnglishMetrics =
    [
        ("churn rate", MetricNames.ChurnRate), ("retention rate", MetricNames.RetentionRate), ("NPS", MetricNames.Nps), ("CSAT", MetricNames.Csat),
        ("ARPU", MetricNames.Arpu), ("net revenue retention", MetricNames.Nrr), ("MRR churn", MetricNames.GrossMrrChurn), ("first response time", MetricNames.FirstResponseTime),
        ("average order value", MetricNames.Aov), ("number of lost customers", MetricNames.CustomersLost), ("number of new customers", MetricNames.NewCustomers),
        ("win-back rate", MetricNames.ReactivationRate), ("MRR", MetricNames.Mrr), ("onboarding completion", MetricNames.OnboardingCompletion),
    ];

    public static readonly (string Text, string Metric)[] DutchMetrics =
    [
        ("churn", MetricNames.ChurnRate), ("retentie", MetricNames.RetentionRate), ("NPS", MetricNames.Nps), ("klanttevredenheid", MetricNames.Csat),
        ("gemiddelde omzet per klant", MetricNames.Arpu), ("netto omzetretentie", MetricNames.Nrr), ("MRR-churn", MetricNames.GrossMrrChurn),
        ("eerste reactietijd", MetricNames.FirstResponseTime), ("gemiddelde orderwaarde", MetricNames.Aov), ("aantal opzeggingen", MetricNames.CustomersLost),
        ("aankoopfrequentie", MetricNames.PurchaseFrequency), ("MRR", MetricNames.Mrr), ("levensduur van een klant", MetricNames.AverageLifetime),
    ];

    public static readonly (string Text, Period Period)[] EnglishPeriods =
    [
        ("last month", Period.Month(2026, 10)), ("in September", Period.Month(2026, 9)), ("in Q3 2025", Period.Quarter(2025, 3)), ("last week", Period.Week(2026, 46)),
        ("this quarter", Asking.Span("2026-10-01", "2026-11-23")), ("in the last 90 days", Asking.Span("2026-08-24", "2026-11-22")),
        ("since June", Asking.Span("2026-06-01", "2026-11-23")), ("between 1 March and 15 April", Asking.Span("2026-03-01", "2026-04-16")),
        ("yesterday", Asking.Span("2026-11-21", "2026-11-22")), ("in 2025", Period.Year(2025)), ("year to date", Asking.Span("2026-01-01", "2026-11-23")),
        ("from May to July", Asking.Span("2026-05-01", "2026-08-01")), ("in week 14", Period.Week(2026, 14)), ("on 03/04/2026", Asking.Span("2026-04-03", "2026-04-04")),
        ("in December", Period.Month(2025, 12)), ("over the past year", Asking.Span("2025-11-01", "2026-11-01")),
    ];

    public static readonly (string Text, Period Period)[] DutchPeriods =
    [
        ("vorige maand", Period.Month(2026, 10)), ("in september", Period.Month(2026, 9)), ("in Q3 2025", Period.Quarter(2025, 3)), ("afgelopen week", Period.Week(2026, 46)),
        ("dit kwartaal", Asking.Span("2026-10-01", "2026-11-23")), ("in de laatste 90 dagen", Asking.Span("2026-08-24", "2026-11-22")),
        ("sinds juni", Asking.Span("2026-06-01", "2026-11-23")), ("tussen 1 maart en 15 april", Asking.Span("2026-03-01", "2026-04-16")),
        ("gisteren", Asking.Span("2026-11-21", "2026-11-22")), ("in 2025", Period.Year(2025)), ("dit jaar tot nu toe", Asking.Span("2026-01-01", "2026-11-23")),
        ("van mei t/m juli", Asking.Span("2026-05-01", "2026-08-01")), ("van mei tot juli", Asking.Span("2026-05-01", "2026-07-01")), ("in week 14", Period.Week(2026, 14)),
        ("het afgelopen half jaar", Asking.Span("2026-05-01", "2026-11-01")), ("in het tweede kwartaal", Period.Quarter(2026, 2)),
    ];

    public static readonly (string Text, string Filters)[] EnglishFilters =
    [
        ("", ""), ("for the Pro plan", "plan=Pro"), ("in Belgium", "country=BE"), ("for Mila's customers", "owner=Mila"),
        ("for Enterprise customers in the Netherlands", "country=NL plan=Enterprise"), ("for high value, low risk customers", "segment=high_value_low_risk"),
        ("for Start and Pro", "plan=Pro+Start"), ("of my customers", "owner=me"), ("of Van Loon Transport", "customer=Van Loon Transport"),
    ];

    public static readonly (string Text, string Filters)[] DutchFilters =
    [
        ("", ""), ("voor het Pro-abonnement", "plan=Pro"), ("in België", "country=BE"), ("van de klanten van Bram", "owner=Bram"),
        ("bij Enterprise-klanten in Nederland", "country=NL plan=Enterprise"), ("in het segment lage waarde, hoog risico", "segment=low_value_high_risk"),
        ("voor Start en Pro", "plan=Pro+Start"), ("van mijn klanten", "owner=me"), ("van Drukkerij De Pers", "customer=Drukkerij De Pers"),
    ];

    /// <summary>Where metric, period and filter go: 0, 1 and 2.</summary>
    public static readonly string[] EnglishFrames =
    [
        "{0} {1} {2}", "What was our {0} {2} {1}?", "Could you tell me the {0} {1} {2}?", "{1}, what was the {0} {2}", "Please show me {0} {2} {1}, thanks", "{2} {0} {1}",
    ];

    public static readonly string[] DutchFrames =
    [
        "{0} {1} {2}", "Wat was de {0} {2} {1}?", "Kun je mij de {0} {1} {2} geven?", "Hoe was {1} de {0} {2}?", "Laat eens zien: {0} {2} {1}, alvast bedankt", "{2} {0} {1}",
    ];

    /// <summary>Full questions of every form.</summary>
    public static readonly string[] Questions =
    [
        "What was our churn rate last month?", "How many customers did we lose in Belgium last quarter?", "Compare the NPS of October with September",
        "Can you show me the churn per month for the last 6 months?", "Which plan has the highest churn since June?", "Which customers of Mila did we lose last month?",
        "What does net revenue retention mean?", "How is Zonnehof BV doing?", "Which alerts are still open?", "What is the status of the checklist?",
        "Show the results of the NPS survey of last month", "What can you do?", "Is churn higher this month than last month?", "How many active customers do we have right now?",
        "Please tell me the average order value for Pro and Enterprise in Q3 2025", "new customers by country this year",
        "Wat was het klantverloop vorige maand?", "Hoeveel klanten zijn we vorig kwartaal in Nederland kwijtgeraakt?", "Vergelijk de MRR van oktober met die van september",
        "Laat de ontwikkeling van de churn zien sinds januari", "Welk abonnement heeft de hoogste churn?", "Welke klanten van Bram hebben vorige maand opgezegd?",
        "Hoe wordt de eerste reactietijd berekend?", "Hoe gaat het met Van Loon Transport?", "Zijn er nog openstaande meldingen?", "Hoe staat het met de checklist van vorige week?",
        "Kun je de gemiddelde healthscore per accountmanager geven?", "Hoeveel procent heeft dit kwartaal de onboarding afgerond?",
        "Wat is de gemiddelde orderwaarde voor Pro in het tweede kwartaal?", "nieuwe klanten per land vorige maand",
    ];

    public static string Show(IReadOnlyDictionary<string, IReadOnlyList<string>> filters) => string.Join(
        ' ', filters.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={string.Join('+', f.Value.Order(StringComparer.Ordinal))}"));
}
