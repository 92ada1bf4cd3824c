namespace RetentionBot.Domain.Questions;

/// <summary>What a person asks for.</summary>
public enum Intent
{
    /// <summary>Not a question the bot may answer; <see cref="QuestionReading.Reason"/> says why.</summary>
    Unknown,
    Kpi,
    KpiCompare,
    KpiBreakdown,
    KpiTrend,
    KpiDefinition,
    ListCustomers,
    CustomerHealth,
    AlertsOpen,
    ChecklistStatus,
    SurveyResults,
    Help,
}

/// <summary>Why a question was refused.</summary>
public enum UnknownReason
{
    /// <summary>Nothing in the text is a question about the figures: small talk, an empty message.</summary>
    Nothing,

    /// <summary>A word that could change the number was not understood.</summary>
    NotUnderstood,

    /// <summary>A cause, a forecast, a figure outside the catalogue, or a command to change something.</summary>
    NotAKpi,
    FuturePeriod,

    /// <summary>A day, week or quarter that no calendar has, or a stretch that ends before it begins.</summary>
    ImpossiblePeriod,

    /// <summary>A plan, country, owner or segment that the workspace does not have.</summary>
    UnknownValue,
    TwoMetrics,

    /// <summary>"Without Enterprise": leaving something out is not supported.</summary>
    Exclusion,

    /// <summary>A follow-up without a question before it.</summary>
    NoContext,

    /// <summary>It can be read in several ways; <see cref="QuestionReading.Choices"/> gives them.</summary>
    Ambiguous,
}

/// <summary>The names intents have on the wire, such as <c>kpi_breakdown</c>.</summary>
public static class IntentNames
{
    private static readonly Dictionary<Intent, string> Wire = new()
    {
        [Intent.Unknown] = "unknown",
        [Intent.Kpi] = "kpi",
        [Intent.KpiCompare] = "kpi_compare",
        [Intent.KpiBreakdown] = "kpi_breakdown",
        [Intent.KpiTrend] = "kpi_trend",
        [Intent.KpiDefinition] = "kpi_definition",
        [Intent.ListCustomers] = "list_customers",
        [Intent.CustomerHealth] = "customer_health",
        [Intent.AlertsOpen] = "alerts_open",
        [Intent.ChecklistStatus] = "checklist_status",
        [Intent.SurveyResults] = "survey_results",
        [Intent.Help] = "help",
    };

    private static readonly Dictionary<string, Intent> Intents = Wire.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    public static string ToWire(Intent intent) => Wire[intent];

    /// <returns>The intent of that name; <see cref="Intent.Unknown"/> for a name that is none.</returns>
    public static Intent FromWire(string name) => Intents.GetValueOrDefault(name, Intent.Unknown);
}
