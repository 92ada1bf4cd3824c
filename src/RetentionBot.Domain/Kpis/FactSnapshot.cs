using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>Every fact the KPI sums need, for one version of the data: immutable, held as columns, safe to share between threads.</summary>
/// <remarks>
/// A customer is known by its index, 0 to <see cref="CustomerCount"/> - 1. Days are <see cref="DateOnly.DayNumber"/>s in the workspace's zone.
/// Made by <see cref="FactSnapshotBuilder"/>.
/// </remarks>
public sealed class FactSnapshot
{
    /// <summary>The end of a stretch that is still running.</summary>
    public const int Running = int.MaxValue;

    private readonly long[] _customerIds;
    private readonly IReadOnlyDictionary<string, DateOnly> _dataThrough;
    private AttributeColumn? _signupMonth;

    internal FactSnapshot(long dataVersion, long[] customerIds, IReadOnlyDictionary<string, DateOnly> dataThrough) =>
        (DataVersion, _customerIds, _dataThrough) = (dataVersion, customerIds, dataThrough);

    /// <summary>The version of the data these facts were read at.</summary>
    public long DataVersion { get; }

    public int CustomerCount => _customerIds.Length;

    /// <summary>The store's id of each customer, by customer index.</summary>
    public ReadOnlySpan<long> CustomerIds => _customerIds;

    /// <summary>The plan the customer feed gives; its names hold those of the stretches as well.</summary>
    public required AttributeColumn Plan { get; init; }

    public required AttributeColumn Country { get; init; }

    public required AttributeColumn Owner { get; init; }

    public required AttributeColumn Segment { get; init; }

    /// <summary>The month each customer first paid for, "2026-03", earliest first; not known of those who never paid. Made when first asked for.</summary>
    public AttributeColumn SignupMonth => _signupMonth ??= Cohorts.SignupMonths(this);

    public required StretchColumns Stretches { get; init; }

    public required OrderColumns Orders { get; init; }

    public required CaseColumns Cases { get; init; }

    public required AnswerColumns NpsAnswers { get; init; }

    public required AnswerColumns CsatAnswers { get; init; }

    public required ScoreColumns HealthScores { get; init; }

    public required InvitationColumns Invitations { get; init; }

    /// <summary>The names of all survey waves and rounds, in order of first appearance; no two are alike.</summary>
    public required IReadOnlyList<string> Rounds { get; init; }

    public required OnboardingColumns Onboarding { get; init; }

    /// <summary>ISO 4217 code of the one currency subscriptions are reported in.</summary>
    public required string Currency { get; init; }

    /// <summary>ISO 4217 code of the one currency orders are reported in.</summary>
    public required string OrderCurrency { get; init; }

    /// <summary>What is paid in other currencies, which no amount holds; empty when everybody pays in one.</summary>
    public required IReadOnlyList<OtherCurrency> OtherCurrencies { get; init; }

    /// <summary>The first day anybody ever paid for; null when nobody did.</summary>
    public required DateOnly? FirstStart { get; init; }

    /// <summary>The last day a feed has delivered in full; null when it was never connected, <see cref="DateOnly.MaxValue"/> when it is our own and never late.</summary>
    public DateOnly? DataThrough(string feed) => _dataThrough.TryGetValue(feed, out var day) ? day : null;

    public AnswerColumns AnswersTo(SurveyKind kind) => kind == SurveyKind.Nps ? NpsAnswers : CsatAnswers;
}

/// <summary>Subscriptions and orders in a currency that is not the report's.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Stretches">Paid stretches in it.</param>
/// <param name="Orders">Orders and refunds in it; they are in no order figure.</param>
public sealed record OtherCurrency(string Currency, int Stretches, int Orders);
