using System.Runtime.InteropServices;
using RetentionBot.Domain.Revenue;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>Gathers facts in any order, customers before what is theirs, and makes a <see cref="FactSnapshot"/> of them.</summary>
public sealed class FactSnapshotBuilder
{
    private readonly long _dataVersion;
    private readonly string _currency;
    private readonly List<long> _customerIds;
    private readonly Dictionary<long, int> _customerIndex;
    private readonly AttributeColumn.Builder _plan;
    private readonly AttributeColumn.Builder _country;
    private readonly AttributeColumn.Builder _owner;
    private readonly AttributeColumn.Builder _segment;
    private readonly AttributeColumn.Builder _currencies = new(0);
    private readonly AttributeColumn.Builder _rounds = new(0);
    private readonly Packing<StretchRow, StretchColumns> _stretches;
    private readonly Packing<OrderRow, OrderColumns> _orders;
    private readonly Packing<CaseRow, CaseColumns> _cases;
    private readonly Packing<ScoreRow, ScoreColumns> _scores;
    private readonly Packing<InvitationRow, InvitationColumns> _invitations;
    private readonly Packing<OnboardingRow, OnboardingColumns> _onboarding;
    private readonly Dictionary<SurveyKind, Packing<AnswerRow, AnswerColumns>> _answers;
    private readonly Dictionary<SurveyKind, int> _droppedAnswers = [];
    private CurrencyCounts _stretchCurrencies = CurrencyCounts.None;
    private CurrencyCounts _orderCurrencies = CurrencyCounts.None;
    private readonly Dictionary<string, DateOnly> _dataThrough = new(StringComparer.Ordinal);

    /// <param name="dataVersion">The version of the data the facts are read at.</param>
    /// <param name="currency">The workspace's currency, ISO 4217: reports are in it, unless nobody pays in it.</param>
    /// <param name="customers">How many customers are expected, to make room for; there may be more.</param>
    public FactSnapshotBuilder(long dataVersion, string currency = "EUR", int customers = 0)
    {
        (_dataVersion, _currency) = (dataVersion, currency);
        (_customerIds, _customerIndex) = (new(customers), new(customers));
        (_plan, _country, _owner, _segment) = (new(customers), new(customers), new(customers), new(customers));
        _stretches = new(PackStretches);
        _orders = new(PackOrders);
        _cases = new(PackCases);
        _scores = new(PackScores);
        _invitations = new(PackInvitations);
        _onboarding = new(PackOnboarding);
        _answers = Enum.GetValues<SurveyKind>().ToDictionary(kind => kind, kind => new Packing<AnswerRow, AnswerColumns>(all => PackAnswers(kind, all)));
    }

    /// <summary>Adds a customer; an attribute that is not known is null.</summary>
    /// <returns>Its index in the snapshot.</returns>
    /// <exception cref="ArgumentException">The customer was added before.</exception>
    public int AddCustomer(long id, string? plan = null, string? country = null, string? owner = null, string? segment = null)
    {
        var index = _customerIds.Count;
        _customerIndex.Add(id, index);
        _customerIds.Add(id);
        _plan.Add(plan);
        _country.Add(country);
        _owner.Add(owner);
        _segment.Add(segment);
        return index;
    }

    /// <summary>Whether a customer of this id was added.</summary>
    public bool Knows(long id) => _customerIndex.ContainsKey(id);

    /// <summary>Adds a subscription stretch. Trials and stretches without a price are not customers' and are left out.</summary>
    /// <param name="customerId">The id a customer was added under.</param>
    /// <param name="start">First paid day.</param>
    /// <param name="end">First day without service; null while it runs. Equal to the start, the stretch counts as a start but covers no day.</param>
    /// <param name="mrrMinor">Price in minor units per month.</param>
    /// <param name="isTrial">Whether nothing is paid yet.</param>
    /// <param name="plan">Name of the plan, if the source gives one.</param>
    /// <param name="churnType">How it ended.</param>
    /// <param name="paidIn">ISO 4217; null for the workspace's currency.</param>
    /// <exception cref="ArgumentException">The stretch ends before it starts.</exception>
    /// <exception cref="KeyNotFoundException">No such customer was added.</exception>
    public void AddStretch(
        long customerId, DateOnly start, DateOnly? end, long mrrMinor, bool isTrial = false, string? plan = null, ChurnType churnType = ChurnType.Unknown, string? paidIn = null)
    {
        if (end < start)
        {
            throw new ArgumentException($"A stretch of customer {customerId} ends before it starts.", nameof(end));
        }

        var customer = _customerIndex[customerId];
        if (!isTrial && mrrMinor > 0)
        {
            _stretches.Add(new StretchRow(
                customer, start.DayNumber, end?.DayNumber ?? FactSnapshot.Running, mrrMinor, (short)_plan.CodeOf(plan), CurrencyCode(paidIn), (byte)churnType));
        }
    }

    /// <summary>Adds an order or, with a negative amount, a refund.</summary>
    /// <param name="customerId">The id a customer was added under.</param>
    /// <param name="day">Local day.</param>
    /// <param name="amountMinor">Minor units.</param>
    /// <param name="paidIn">ISO 4217; null for the workspace's currency.</param>
    /// <param name="rest">What the exact amount has beyond those, as <see cref="Order.TotalRest"/>.</param>
    public void AddOrder(long customerId, DateOnly day, long amountMinor, string? paidIn = null, long rest = 0) =>
        _orders.Add(new OrderRow(_customerIndex[customerId], day.DayNumber, (amountMinor * Order.RestPerMinor) + rest, CurrencyCode(paidIn)));

    /// <summary>Adds a support case.</summary>
    /// <param name="customerId">The id a customer was added under.</param>
    /// <param name="openedOn">Local day it was opened on.</param>
    /// <param name="dueOn">Local day on which its first 24 hours are over.</param>
    /// <param name="firstResponse">Time to the first response; null while there is none.</param>
    /// <param name="isEscalated">Whether it was escalated.</param>
    public void AddCase(long customerId, DateOnly openedOn, DateOnly dueOn, TimeSpan? firstResponse, bool isEscalated = false) => _cases.Add(new CaseRow(
        _customerIndex[customerId], openedOn.DayNumber, dueOn.DayNumber, firstResponse?.Ticks ?? CaseColumns.NoResponse, isEscalated));

    /// <summary>Adds a customer's health score of a day, 0 to 100.</summary>
    public void AddScore(long customerId, DateOnly day, int value) => _scores.Add(new ScoreRow(_customerIndex[customerId], day.DayNumber, checked((sbyte)value)));

    /// <summary>Adds a delivered survey invitation.</summary>
    /// <param name="invitedOn">Local day it was sent on.</param>
    /// <param name="answered">Whether it has been answered.</param>
    /// <param name="customerId">The customer the invited person speaks for, if one that was added.</param>
    /// <param name="wave">The name of the wave or round it belongs to; null for none.</param>
    /// <param name="hasStopped">Whether the invited person has said stop since.</param>
    public void AddInvitation(DateOnly invitedOn, bool answered, long? customerId = null, string? wave = null, bool hasStopped = false) =>
        _invitations.Add(new InvitationRow(Index(customerId), invitedOn.DayNumber, answered, hasStopped, _rounds.CodeOf(wave)));

    /// <summary>Adds a task of onboarding that is needed.</summary>
    /// <param name="customerId">The id a customer was added under.</param>
    /// <param name="startedOn">Local day on which the customer signed up.</param>
    /// <param name="dueOn">Local day by which it should be done.</param>
    /// <param name="doneOn">Local day on which it was done; null while it is not.</param>
    public void AddOnboardingTask(long customerId, DateOnly startedOn, DateOnly dueOn, DateOnly? doneOn) => _onboarding.Add(new OnboardingRow(
        _customerIndex[customerId], startedOn.DayNumber, dueOn.DayNumber, doneOn?.DayNumber ?? OnboardingColumns.NotDone));

    /// <summary>Adds an answer to a survey. One without a date or with a score off the scale is left out and counted.</summary>
    /// <param name="kind">Which scale the score is on.</param>
    /// <param name="respondent">Who answered: any number that is the same for the same person.</param>
    /// <param name="round">The wave of which survey: any number that is the same for the same wave.</param>
    /// <param name="score">The score as given.</param>
    /// <param name="answeredOn">Local day of the answer's last change; null when not known.</param>
    /// <param name="answeredAt">Instant of that change, to order answers of one day; null sorts before every instant of the day.</param>
    /// <param name="customerId">The customer the respondent speaks for, if one that was added.</param>
    /// <param name="wave">The name of the wave or round; null for none.</param>
    public void AddResponse(
        SurveyKind kind, int respondent, int round, int score, DateOnly? answeredOn, DateTimeOffset? answeredAt = null, long? customerId = null, string? wave = null)
    {
        if (answeredOn is not { } day || !SurveyScale.Allows(kind, score))
        {
            _droppedAnswers[kind] = _droppedAnswers.GetValueOrDefault(kind) + 1;
            return;
        }

        _answers[kind].Add(new AnswerRow(round, respondent, day.DayNumber, answeredAt?.UtcTicks ?? 0, Index(customerId), _rounds.CodeOf(wave), (sbyte)score));
    }

    /// <summary>Marks a feed as connected and complete up to and including a day.</summary>
    public void SetDataThrough(string feed, DateOnly day) => _dataThrough[feed] = day;

    /// <summary>
    /// Packs what was gathered so far into columns and lets the rows go, so that a big load never holds all rows at once. Rows of a kind that was packed are taken no more.
    /// </summary>
    /// <returns>How many rows were let go.</returns>
    public int Pack() => _stretches.Pack() + _orders.Pack() + _cases.Pack() + _scores.Pack() + _invitations.Pack() + _onboarding.Pack() + _answers.Values.Sum(answers => answers.Pack());

    public FactSnapshot Build()
    {
        var stretches = _stretches.Columns();
        var orders = _orders.Columns();
        var currencies = _currencies.Build().Names;
        return new(_dataVersion, [.. _customerIds], new Dictionary<string, DateOnly>(_dataThrough, StringComparer.Ordinal))
        {
            Plan = _plan.Build(),
            Country = _country.Build(),
            Owner = _owner.Build(),
            Segment = _segment.Build(),
            Stretches = stretches,
            Orders = orders,
            Cases = _cases.Columns(),
            NpsAnswers = _answers[SurveyKind.Nps].Columns(),
            CsatAnswers = _answers[SurveyKind.Csat].Columns(),
            HealthScores = _scores.Columns(),
            Invitations = _invitations.Columns(),
            Rounds = _rounds.Build().Names,
            Onboarding = _onboarding.Columns(),
            Currency = NameOf(_stretchCurrencies.Main(OwnCode)),
            OrderCurrency = NameOf(_orderCurrencies.Main(OwnCode)),
            OtherCurrencies = [.. currencies.Index()
                .Select(c => new OtherCurrency(c.Item, _stretchCurrencies.Others((short)c.Index, OwnCode), _orderCurrencies.Others((short)c.Index, OwnCode)))
                .Where(c => c.Stretches + c.Orders > 0)],
            FirstStart = stretches.FirstStart,
        };

        string NameOf(short code) => code == AttributeColumn.Unknown ? _currency : currencies[code];
    }

    private short OwnCode => (short)_currencies.CodeOf(_currency);

    private int Index(long? customerId) => customerId is { } id && _customerIndex.TryGetValue(id, out var index) ? index : AnswerColumns.NoCustomer;

    private short CurrencyCode(string? paidIn) => (short)_currencies.CodeOf(paidIn ?? _currency);

    private StretchColumns PackStretches(RowPages<StretchRow> all)
    {
        _stretchCurrencies = CurrencyCounts.Of(all, s => s.Currency);
        var main = _stretchCurrencies.Main(OwnCode);
        var (first, order) = ByCustomer.Arrange(all, _customerIds.Count, s => s.Customer, StretchRow.Compare);
        return new StretchColumns(
            first,
            all.Column(order, s => s.Start),
            all.Column(order, s => s.End),
            all.Column(order, s => s.Currency == main ? s.Mrr : 0),
            all.Column(order, s => s.Plan),
            all.Column(order, s => s.ChurnType));
    }

    private OrderColumns PackOrders(RowPages<OrderRow> all)
    {
        _orderCurrencies = CurrencyCounts.Of(all, o => o.Currency);
        var main = _orderCurrencies.Main(OwnCode);
        var (first, order) = ByCustomer.Arrange(
            all, _customerIds.Count, o => o.Currency == main ? o.Customer : ByCustomer.None, (a, b) => a.Day.CompareTo(b.Day));
        return new OrderColumns(first, all.Column(order, o => o.Day), all.Column(order, o => o.Amount));
    }

    private static CaseColumns PackCases(RowPages<CaseRow> all) => new(
        all.Column(c => c.Customer), all.Column(c => c.OpenedOn), all.Column(c => c.DueOn), all.Column(c => c.Response), all.Column(c => c.Escalated));

    private ScoreColumns PackScores(RowPages<ScoreRow> all)
    {
        var (first, order) = ByCustomer.Arrange(all, _customerIds.Count, s => s.Customer, (a, b) => a.Day.CompareTo(b.Day));
        return new ScoreColumns(first, all.Column(order, s => s.Day), all.Column(order, s => s.Value));
    }

    private static InvitationColumns PackInvitations(RowPages<InvitationRow> all) =>
        new(all.Column(i => i.Customer), all.Column(i => i.Day), all.Column(i => i.Answered), all.Column(i => i.HasStopped), all.Column(i => i.Wave));

    private static OnboardingColumns PackOnboarding(RowPages<OnboardingRow> all) =>
        new(all.Column(t => t.Customer), all.Column(t => t.StartedOn), all.Column(t => t.DueOn), all.Column(t => t.DoneOn));

    private AnswerColumns PackAnswers(SurveyKind kind, RowPages<AnswerRow> all)
    {
        var order = new int[all.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Of two answers of one instant the later row is the later answer.
        Array.Sort(order, (a, b) => AnswerRow.Compare(all[a], all[b]) is var result && result != 0 ? result : a.CompareTo(b));
        var followed = new bool[order.Length];
        for (var i = 0; i + 1 < order.Length; i++)
        {
            followed[i] = all[order[i]].Round == all[order[i + 1]].Round && all[order[i]].Respondent == all[order[i + 1]].Respondent;
        }

        return new AnswerColumns(
            all.Column(order, a => a.Day),
            all.Column(order, a => a.Customer),
            all.Column(order, a => a.Score),
            followed,
            all.Column(order, a => a.Wave),
            _droppedAnswers.GetValueOrDefault(kind));
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct StretchRow(int Customer, int Start, int End, long Mrr, short Plan, short Currency, byte ChurnType)
    {
        public static int Compare(StretchRow a, StretchRow b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End);
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct OrderRow(int Customer, int Day, long Amount, short Currency);

    private readonly record struct ScoreRow(int Customer, int Day, sbyte Value);

    private readonly record struct InvitationRow(int Customer, int Day, bool Answered, bool HasStopped, int Wave);

    private readonly record struct OnboardingRow(int Customer, int StartedOn, int DueOn, int DoneOn);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct CaseRow(int Customer, int OpenedOn, int DueOn, long Response, bool Escalated);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct AnswerRow(int Round, int Respondent, int Day, long AtTicks, int Customer, int Wave, sbyte Score)
    {
        /// <summary>Round and respondent together, from earlier to later.</summary>
        public static int Compare(AnswerRow a, AnswerRow b) =>
            a.Round != b.Round ? a.Round.CompareTo(b.Round)
            : a.Respondent != b.Respondent ? a.Respondent.CompareTo(b.Respondent)
            : a.Day != b.Day ? a.Day.CompareTo(b.Day)
            : a.AtTicks.CompareTo(b.AtTicks);
    }
}
