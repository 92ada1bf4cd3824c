using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>The period a reading is about and, in a comparison, the other one.</summary>
/// <param name="Said">False when the default was taken.</param>
internal sealed record PeriodChoice(Period Period, Period? CompareTo, bool Said)
{
    /// <summary>Applies the conventions for missing, single and double periods.</summary>
    /// <param name="kept">The period of the question before, in a follow-up.</param>
    /// <returns>Null with the refusal when the words do not settle it.</returns>
    public static PeriodChoice? Of(QuestionParts parts, string metric, Period? kept, DateOnly today, out QuestionReading? refusal)
    {
        refusal = Check(parts, metric);
        if (refusal is not null)
        {
            return null;
        }

        var shift = parts.Of(TermKind.Shift).FirstOrDefault();
        var compare = parts.Of(TermKind.Compare).FirstOrDefault();
        var relational = parts.Of(TermKind.Compare).FirstOrDefault(t => t.Value == "to");
        var lastMonth = PeriodDates.Before(PeriodUnit.Month, today);
        var unit = kept is null ? PeriodUnit.Month : UnitOf(kept.Value, today);
        PeriodChoice? choice = parts.Periods switch
        {
            [var a, var b] => Compare(a, b),
            [var a] when shift is not null => Shifted(a.Period!.Value, a.Unit, shift.Value, true),
            [] when shift is not null && compare is null && kept is { } k && parts.StartsAsFollowUp =>
                Back(k, unit, shift.Value, today) is { } back ? new(back, null, true) : null,
            [] when shift is not null && parts.Has(TermKind.Now) => Shifted(Period.Day(today), PeriodUnit.Day, shift.Value, true),
            [] when shift is not null => Shifted(kept ?? lastMonth, unit, shift.Value, kept is not null),
            [var a] when relational is not null && compare!.Start < parts.Of(TermKind.Period).First().Start =>
                Against(kept ?? lastMonth, unit, a, kept is not null),
            [_] when compare is not null => null,
            [var a] => new(a.Period!.Value, null, true),
            _ when kept is { } k => new(k, null, true),
            _ when parts.HasTrend => new(PeriodDates.LastN(PeriodUnit.Month, 12, today), null, false),
            _ => new(MetricNames.IsStanding(metric) ? Period.Day(today) : lastMonth, null, parts.Has(TermKind.Now)),
        };
        if (choice is null)
        {
            refusal = parts.Refuse(shift ?? compare ?? parts.Of(TermKind.Period).Last());
        }

        return choice;

        PeriodChoice? Shifted(Period period, PeriodUnit of, string by, bool said) => Back(period, of, by, today) is { } back ? new(period, back, said) : null;

        PeriodChoice? Against(Period period, PeriodUnit of, PeriodPhrase other, bool said) =>
            other.IsLastYear && of < PeriodUnit.Year ? Shifted(period, of, "year", said)
            : other.Period == period && of is PeriodUnit.Week or PeriodUnit.Month or PeriodUnit.Quarter ? new(period, PeriodDates.Before(of, period.From), said)
            : other.Unit == of && other.Period != period ? new(period, other.Period, said)
            : null;
    }

    /// <summary>What kind of calendar period some days are, a running one included.</summary>
    public static PeriodUnit UnitOf(Period period, DateOnly today)
    {
        PeriodUnit[] units = [PeriodUnit.Day, PeriodUnit.Week, PeriodUnit.Month, PeriodUnit.Quarter, PeriodUnit.Half, PeriodUnit.Year];
        foreach (var unit in units)
        {
            if (PeriodDates.Around(unit, period.From) is var whole && (whole == period || whole.UpTo(today) == period))
            {
                return unit;
            }
        }

        return PeriodUnit.Span;
    }

    private static PeriodChoice? Compare(PeriodPhrase a, PeriodPhrase b)
    {
        var (one, other) = (a.Period!.Value, b.Period!.Value);
        if (b.IsLastYear && a.Unit != PeriodUnit.Year)
        {
            // "October against last year": the same days of that year.
            return a.Unit != PeriodUnit.Span && PeriodDates.YearBack(one, a.Unit) is { } back ? new(one, back, true) : null;
        }

        if (one == other)
        {
            // "October against last month", said in November: the month before it.
            return a.Unit == b.Unit && a.Unit is PeriodUnit.Week or PeriodUnit.Month or PeriodUnit.Quarter
                ? new(one, PeriodDates.Before(a.Unit, one.From), true)
                : null;
        }

        var yearForOne = a.Absolute && b.Absolute && a.YearSaid != b.YearSaid
            && one.From.Year != other.From.Year && (one.From.Month, one.From.Day) != (other.From.Month, other.From.Day);
        var partAgainstYear = (a.Unit == PeriodUnit.Year) != (b.Unit == PeriodUnit.Year) && a.Unit != PeriodUnit.Span && b.Unit != PeriodUnit.Span;
        return yearForOne || partAgainstYear ? null : new(one, other, true);
    }

    private static Period? Back(Period period, PeriodUnit unit, string by, DateOnly today)
    {
        if (by == "year")
        {
            return PeriodDates.YearBack(period, unit);
        }

        if (by == "period" && unit is PeriodUnit.Span or PeriodUnit.Half)
        {
            return period.From.Day == 1 && period.To.Day == 1
                ? new(period.From.AddMonths(-(((period.To.Year - period.From.Year) * 12) + period.To.Month - period.From.Month)), period.From)
                : period.To <= today ? new(period.From.AddDays(-period.Days), period.From) : null;
        }

        var wanted = by switch { "week" => PeriodUnit.Week, "month" => PeriodUnit.Month, "quarter" => PeriodUnit.Quarter, _ => unit };
        return wanted == unit ? PeriodDates.Before(unit, period.From) : null;
    }

    private static QuestionReading? Check(QuestionParts parts, string metric)
    {
        var comparing = parts.Has(TermKind.Compare) || parts.Has(TermKind.Shift);
        Term[] periods = [.. parts.Of(TermKind.Period)];
        if (periods.Length > 2 || (periods.Length == 2 && (!parts.Has(TermKind.Compare) || parts.Has(TermKind.Shift))))
        {
            return parts.Refuse(periods[^1]);
        }

        var standing = MetricNames.IsStanding(metric);
        if (!standing && periods.FirstOrDefault(p => p.Period!.AtEnd) is { } end)
        {
            return parts.Refuse(end);
        }

        if (parts.Of(TermKind.Now).FirstOrDefault() is { } now && (!standing || periods.Length > 0 || (comparing && !parts.Has(TermKind.Shift))))
        {
            return parts.Refuse(now);
        }

        // "A month ago" is a period of its own unless something is set against it; "the same month last year" needs a month.
        if (!parts.Has(TermKind.Compare) && parts.Of(TermKind.Shift).FirstOrDefault() is { } alone
            && (parts.Says("ago", "geleden", "terug") || (periods.Length == 0 && parts.Says("same", "zelfde", "dezelfde", "hetzelfde") && !parts.StartsAsFollowUp)))
        {
            return parts.Refuse(alone);
        }

        return parts.Of(TermKind.Shift).Select(s => s.Value).Distinct(StringComparer.Ordinal).Count() > 1 ? parts.Refuse(parts.Of(TermKind.Shift).Last())
            : comparing || parts.HasTrend ? null
            : parts.RefuseAny(TermKind.Direction);
    }
}
