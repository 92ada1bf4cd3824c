using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>One computation: finds what part of the period has data, which customers it is about, and puts the figures beside what must be shown with them.</summary>
internal sealed class KpiRun
{
    private readonly KpiDefinition _definition;
    private readonly KpiQuery _query;
    private readonly FactSnapshot _facts;
    private readonly KpiSettings _settings;
    private readonly DateOnly? _dataThrough;
    private readonly MeasuredPeriod? _measured;
    private readonly NoValueReason? _whyNone;

    public KpiRun(KpiDefinition definition, KpiQuery query, FactSnapshot facts, DateOnly today, KpiSettings settings)
    {
        (_definition, _query, _facts, _settings) = (definition, query, facts, settings);
        _dataThrough = facts.DataThrough(definition.Feed) is { } through && through > today ? today : facts.DataThrough(definition.Feed);
        _measured = _dataThrough is not { } day ? null
            : definition.IsStanding && query.Period.From > day && query.Period.From <= today ? MeasuredPeriod.AsOf(query.Period, day)
            : MeasuredPeriod.Cut(query.Period, day, today);
        _whyNone = query.Filters.Keys.Any(key => !KpiCatalogue.MayDivide(definition, key)) ? NoValueReason.NotDivisible
            : _dataThrough is null ? NoValueReason.NotConnected
            : today < query.Period.From ? NoValueReason.FuturePeriod
            : _measured is null || (definition.Feed == Feeds.Subscriptions && !HasBegun(_measured)) ? NoValueReason.NoData
            : null;
    }

    public KpiResult Single() => Result(_whyNone is { } why ? KpiFigure.None(why) : Guarded(_definition.Figures(Input(_query with { GroupBy = null }))[0]));

    public KpiBreakdown Divided(string groupBy)
    {
        var total = Single();
        if (_whyNone is not null)
        {
            return new(groupBy, total, []);
        }

        if (_definition.Merge is { } merge)
        {
            var shown = total.Value is null ? new([], null) : AnswerGroups.Of(ByAttribute(_query), merge);
            return new(groupBy, total, [.. shown.Groups.Select(g => (g.Name, Result(g.Figure)))]) { Other = shown.Other is { } other ? Result(other) : null };
        }

        IEnumerable<(string? Name, KpiFigure Figure)> groups = groupBy == FilterNames.ChurnType ? ByChurnType() : ByAttribute(_query);
        return new(groupBy, total, [.. groups.Where(g => !g.Figure.IsEmpty).Select(g => (g.Name, Result(g.Figure)))]);
    }

    public IReadOnlyList<int>? Members() => _whyNone is null ? _definition.Members?.Invoke(Input(_query)) : null;

    public (CustomerCounts Counts, WinBacks WinBacks)? Movement() => _whyNone is not null ? null
        : (CustomerCounts.Of(_facts, _measured!, Slicer.Of(_facts, _query), PlanMoment.Opening)[0], WinBacks.Of(_facts, _measured!.Measured, Slicer.Of(_facts, _query))[0]);

    /// <summary>Groups by name, sign-up months from early to late; those whose attribute is not known come last.</summary>
    private IEnumerable<(string? Name, KpiFigure Figure)> ByAttribute(KpiQuery query)
    {
        var input = query.GroupBy == FilterNames.Customer ? throw new NotSupportedException("A breakdown by customer is a list of customers.") : Input(query);
        return input.Slice.Names.Zip(_definition.Figures(input)).OrderBy(g => g.First is null).ThenBy(g => g.First, StringComparer.Ordinal);
    }

    private IEnumerable<(string? Name, KpiFigure Figure)> ByChurnType()
    {
        var input = Input(_query with { GroupBy = null });
        var counts = CustomerCounts.Of(_facts, _measured!, input.Slice, PlanMoment.Opening)[0];
        return from type in Enum.GetValues<ChurnType>()
               where input.ChurnTypes?.Contains(type) != false
               orderby type == ChurnType.Unknown, type
               select ((string?)ChurnTypes.ToName(type), _definition.ByType!(counts, type));
    }

    /// <summary>A figure of people without its value where filters leave so few of them, or leave out so few, that it would tell what single ones answered.</summary>
    private KpiFigure Guarded(KpiFigure figure) => _definition.Merge is { } merge && figure.Denominator is { } answers and > 0 && TellsOfFew(answers, merge)
        ? KpiFigure.None(NoValueReason.TooFewAnswers) with { Denominator = answers }
        : figure;

    private bool TellsOfFew(decimal answers, Func<KpiFigure, KpiFigure, KpiFigure> merge)
    {
        if (_query.Customers is null && _query.Filters.Count == 0)
        {
            return false;
        }

        if (answers < SmallGroups.FewestShown)
        {
            return true;
        }

        // With a breakdown beside it, a group that is merged there must not be had here.
        foreach (var (key, values) in _query.Filters)
        {
            var others = _query.Filters.Where(f => f.Key != key).ToDictionary(StringComparer.Ordinal);
            var shown = AnswerGroups.Of(ByAttribute(_query with { GroupBy = key, Filters = others }), merge);
            if (values.Any(shown.IsMerged))
            {
                return true;
            }
        }

        return _query.Customers is not null
            && _definition.Figures(Input(_query with { GroupBy = null, Customers = null }))[0].Denominator - answers is > 0 and < SmallGroups.FewestShown;
    }

    private KpiInput Input(KpiQuery query) => new(_facts, _measured!, Slicer.Of(_facts, query), _settings)
    {
        ChurnTypes = query.Filters.TryGetValue(FilterNames.ChurnType, out var types) ? [.. types.Select(ChurnTypes.FromName)] : null,
    };

    private bool HasBegun(MeasuredPeriod measured) => _facts.FirstStart is { } first && first <= measured.Measured.LastDay;

    private KpiResult Result(KpiFigure figure) => new()
    {
        Metric = _definition.Key,
        Unit = _definition.Unit,
        Currency = _definition.Feed == Feeds.Orders ? _facts.OrderCurrency : _definition.Feed == Feeds.Subscriptions ? _facts.Currency : null,
        Asked = _query.Period,
        Measured = _measured?.Measured,
        IsPartial = _measured?.IsPartial ?? false,
        DataThrough = _dataThrough,
        Value = figure.Value,
        WhyNoValue = figure.WhyNoValue,
        Numerator = figure.Numerator,
        Denominator = figure.Denominator,
        IsSmallNumber = figure.IsSmallNumber,
        NpsGroups = figure.NpsGroups,
        Details = figure.Details,
    };
}
