using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>Reads one named period without range words: "last quarter", "3 March", "Q2 of last year", "week 14".</summary>
internal sealed class NamedPeriodParser(IReadOnlyList<Token> tokens, DateOnly today)
{
    /// <summary>Words beside which a number after a month is a day.</summary>
    private static readonly string[] DayPrepositions =
        ["on", "op", "since", "sinds", "from", "van", "vanaf", "between", "tussen", "and", "en", "to", "tot", "tm", "through", "until", "-", "per"];

    private static readonly string[] ToDateWords =
    [
        "so far", "to date", "until now", "up to now", "till now", "through today", "until today", "tot nu toe", "tot nu", "tm nu", "tm vandaag", "tot dusver",
        "tot dusverre", "tot en met nu", "tot en met vandaag", "tot op heden", "tot heden", "tot op vandaag", "tot datum",
        "up to today", "to now", "up to and including today", "tm heden", "thus far", "as of now", "til now", "until today", "up until now", "tot en met heden",
    ];

    public static int ToDateLength(IReadOnlyList<Token> tokens, int i)
    {
        for (var length = 4; length > 1; length--)
        {
            if (i + length <= tokens.Count && ToDateWords.Contains(string.Join(' ', tokens.Skip(i).Take(length).Select(t => t.Text)), StringComparer.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }

    public Named? At(int i)
    {
        var word = Word(i);
        if (word is "end" or "eind" or "einde" or "ultimo")
        {
            return At(SkipArticle(SkipOf(i + 1))) is { } ended ? ended with { AtEnd = true } : null;
        }

        if (ToDateLength(tokens, i) is > 0 and var soFar)
        {
            return PeriodWords.IsThis(Word(i + soFar)) ? This(i + soFar) : null;
        }

        if (PeriodWords.IsWhole(word) && At(SkipOf(i + 1)) is { Absolute: true } whole)
        {
            return whole;
        }

        return Relative(i) ?? Day(i) ?? YearFirst(i) ?? Part(i);
    }

    /// <summary>A bare number as the other end of a range of weeks or days: "week 10 to 12", "March 1 to 15".</summary>
    public Named? SameKind(int i, Named first)
    {
        if (!first.Absolute || PeriodWords.DayNumber(Word(i)) is not int number)
        {
            return null;
        }

        var (next, year) = YearSuffix(i + 1);
        return (first.Unit, first.Period) switch
        {
            (PeriodUnit.Week, _) => Dated(next, PeriodUnit.Week, y => PeriodDates.Week(y, number), year),
            (PeriodUnit.Day, { } day) => Dated(next, PeriodUnit.Day, y => PeriodDates.Date(y, day.From.Month, number),
                year ?? (first.YearSaid ? day.From.Year : null)),
            _ => null,
        };
    }

    private Named? Relative(int i)
    {
        var word = Word(i);
        return word switch
        {
            "today" or "vandaag" => new(i + 1, Period.Day(today), PeriodUnit.Day),
            "yesterday" or "gisteren" => new(i + 1, Period.Day(today.AddDays(-1)), PeriodUnit.Day),
            "eergisteren" => new(i + 1, Period.Day(today.AddDays(-2)), PeriodUnit.Day),
            "tomorrow" or "morgen" => new(i + 1, null, PeriodUnit.Day) { Problem = UnknownReason.FuturePeriod },
            "ytd" => new(i + 1, Period.Year(today.Year), PeriodUnit.Year),
            "qtd" => new(i + 1, Period.QuarterOf(today), PeriodUnit.Quarter),
            "mtd" => new(i + 1, Period.MonthOf(today), PeriodUnit.Month),
            "wtd" => new(i + 1, Period.WeekOf(today), PeriodUnit.Week),
            "ttm" or "ltm" => new(i + 1, PeriodDates.LastN(PeriodUnit.Month, 12, today), PeriodUnit.Span),
            _ when PeriodWords.Unit(word) is { } unit and not PeriodUnit.Day && ToDateLength(tokens, i + 1) is > 0 and var length =>
                new(i + 1 + length, PeriodDates.Around(unit, today), unit),
            "the" or "de" or "het" when Word(i + 1) is "most" or "meest" && Word(i + 2) is "recent" or "recente" => Last(i + 1),
            "most" or "meest" when Word(i + 1) is "recent" or "recente" => Last(i),
            "day" or "dag" when Word(i + 1) is "before" or "voor" && Word(i + 2) is "yesterday" or "gisteren" =>
                new(i + 3, Period.Day(today.AddDays(-2)), PeriodUnit.Day),
            _ when PeriodWords.IsLast(word) => Last(i),
            _ when PeriodWords.IsThis(word) => This(i),
            _ when PeriodWords.IsNext(word) => Next(i),
            _ => null,
        };
    }

    private Named? Last(int i)
    {
        var word = Word(i);
        var at = SkipWhole(word is "most" or "meest" ? i + 2 : i + 1, out var calendar);
        if (PeriodWords.Counted(Word(at)) is var (many, of) && many is >= 1 and <= 400)
        {
            return new(at + 1, PeriodDates.LastN(of, many, today), PeriodUnit.Span);
        }

        if (PeriodWords.Number(Word(at)) is int count)
        {
            var (unitNext, counted) = Unit(SkipWhole(at + 1, out _));
            return counted switch
            {
                null => null,
                PeriodUnit.Year when count is >= 1 and <= 50 => new(unitNext, null, PeriodUnit.Span)
                {
                    // Calendar years, or so many times twelve months?
                    Problem = UnknownReason.NotUnderstood,
                    Alternatives = [new(new(today.Year - count, 1, 1), new(today.Year, 1, 1)), PeriodDates.LastN(PeriodUnit.Month, 12 * count, today)],
                },
                PeriodUnit.Half or PeriodUnit.Year => new(unitNext, null, PeriodUnit.Span) { Problem = UnknownReason.NotUnderstood },
                { } u when count is >= 1 and <= 400 => new(unitNext, PeriodDates.LastN(u, count, today), count == 1 ? u : PeriodUnit.Span),
                _ => Named.Impossible(unitNext, PeriodUnit.Span),
            };
        }

        if (PeriodWords.Month(Word(at)) is int month)
        {
            var complete = PeriodDates.Latest(y => Period.Month(y, month), null, Period.MonthOf(today).From.AddDays(-1));
            return YearSuffix(at + 1).Year is null ? new(at + 1, complete, PeriodUnit.Month) : null;
        }

        var (next, unit) = Unit(at);
        var trailing = word is "trailing" or "rolling";
        var past = trailing || word is "past" or "afgelopen" or "laatste" or "voorbije";
        return unit switch
        {
            PeriodUnit.Half => new(next, PeriodDates.LastN(PeriodUnit.Month, 6, today), PeriodUnit.Span),
            PeriodUnit.Year when past && !calendar && !PeriodWords.IsCalendarYear(Word(at)) =>
                new(next, PeriodDates.LastN(PeriodUnit.Month, 12, today), PeriodUnit.Span),
            PeriodUnit.Year => PartOfYear(next, today.Year - 1) ?? new(next, Period.Year(today.Year - 1), PeriodUnit.Year) { IsLastYear = true },
            PeriodUnit.Quarter when YearSuffix(next) is (var end, int year) => Dated(end, PeriodUnit.Quarter, y => Period.Quarter(y, 4), year),
            PeriodUnit.Week or PeriodUnit.Month or PeriodUnit.Quarter when !trailing => new(next, PeriodDates.Before(unit.Value, today), unit.Value),
            _ => null,
        };
    }

    private Named? This(int i)
    {
        var at = SkipWhole(i + 1, out _);
        if (PeriodWords.Month(Word(at)) is int month)
        {
            return Dated(at + 1, PeriodUnit.Month, y => Period.Month(y, month), today.Year);
        }

        var (next, unit) = Unit(at, allowsHalf: true);
        return unit switch
        {
            null or PeriodUnit.Day => null,
            PeriodUnit.Year => PartOfYear(next, today.Year) ?? new(next, Period.Year(today.Year), PeriodUnit.Year),
            { } u => new(next, PeriodDates.Around(u, today), u),
        };
    }

    private Named? Next(int i)
    {
        var at = SkipWhole(i + 1, out _);
        var (next, unit) = Unit(PeriodWords.Number(Word(at)) is null ? at : at + 1);
        return unit is { } u ? new(next, null, u) { Problem = UnknownReason.FuturePeriod } : null;
    }

    private Named? Day(int i)
    {
        var word = Word(i);
        if (word.Length > 2 && word.IndexOfAny(['-', '/', '.']) > 0)
        {
            return Written(i, word.Split('-', '/', '.'));
        }

        if (PeriodWords.DayNumber(word) is int day && PeriodWords.Month(Word(SkipOf(i + 1))) is int month)
        {
            return DayOfMonth(SkipOf(i + 1) + 1, month, day);
        }

        var dayAt = SkipArticle(i + 1);
        return PeriodWords.Month(word) is int named && PeriodWords.DayNumber(Word(dayAt)) is int number && !IsRangeOfDays(dayAt + 1)
            ? ShortYear(i, dayAt, named) ?? DayOfMonth(dayAt + 1, named, number)
            : null;
    }

    /// <summary>"Okt 25" may be the 25th and may be October 2025; null when only the day can be meant.</summary>
    private Named? ShortYear(int i, int dayAt, int month)
    {
        var year = 2000 + (PeriodWords.Digits(Word(dayAt), 2) ?? 0);
        var isAlone = (i == 0 || !DayPrepositions.Contains(Word(i - 1), StringComparer.Ordinal))
            && !DayPrepositions.Contains(Word(dayAt + 1), StringComparer.Ordinal)
            && YearSuffix(dayAt + 1).Year is null && dayAt == i + 1;
        return isAlone && year > today.Year - 10 && year <= today.Year && Period.Month(year, month) is var whole && whole.From <= today
            && DayOfMonth(dayAt + 1, month, year - 2000) is { Period: { } day } named
            ? named with { Period = null, Problem = UnknownReason.NotUnderstood, Alternatives = [day, whole.UpTo(today)!.Value] }
            : null;
    }

    /// <summary>"From May 1 …" is a day, but in "May 10 March" the number belongs to what follows.</summary>
    private bool IsRangeOfDays(int i) => PeriodWords.Month(Word(i)) is not null;

    private Named DayOfMonth(int i, int month, int day)
    {
        var (next, year) = YearSuffix(i);
        return Dated(next, PeriodUnit.Day, y => PeriodDates.Date(y, month, day), year);
    }

    private Named? Written(int i, string[] parts)
    {
        int[] n = [.. parts.Select(p => PeriodWords.Digits(p, 4) ?? 0)];
        return n switch
        {
            [> 31, _, _] => Dated(i + 1, PeriodUnit.Day, y => PeriodDates.Date(y, n[1], n[2]), n[0]),
            [_, _, _] => Dated(i + 1, PeriodUnit.Day, y => PeriodDates.Date(y, n[1], n[0]), n[2] < 100 ? 2000 + n[2] : n[2]),
            [> 31, _] => Dated(i + 1, PeriodUnit.Month, y => n[1] is >= 1 and <= 12 ? Period.Month(y, n[1]) : null, n[0]),
            [_, > 31] => Dated(i + 1, PeriodUnit.Month, y => n[0] is >= 1 and <= 12 ? Period.Month(y, n[0]) : null, n[1]),
            [_, _] => Dated(i + 1, PeriodUnit.Day, y => PeriodDates.Date(y, n[1], n[0]), null),
            _ => null,
        };
    }

    private Named? YearFirst(int i)
    {
        var word = Word(i);
        var at = PeriodWords.Unit(word) == PeriodUnit.Year ? SkipArticle(i + 1) : i;
        if (PeriodWords.Year(Word(at)) is int year)
        {
            return PartOfYear(at + 1, year) ?? new(at + 1, Period.Year(year), PeriodUnit.Year) { YearSaid = true, Absolute = true };
        }

        return word.Length is > 5 and < 9 && PeriodWords.Year(word[..4]) is int prefix && Numbered(i + 1, word[4..], prefix) is { } joined ? joined : null;
    }

    /// <summary>"Last year in May", "2025 Q3": a year and then the part of it.</summary>
    private Named? PartOfYear(int i, int year)
    {
        var at = Word(i) is "in" ? i + 1 : i;
        return Part(at) is { YearSaid: false, Unit: not PeriodUnit.Day } part ? part.InYear(year) : null;
    }

    /// <summary>A month, quarter, half or week, with its year when that follows.</summary>
    private Named? Part(int i)
    {
        var word = Word(i);
        var monthAt = PeriodWords.Unit(word) == PeriodUnit.Month ? SkipOf(i + 1) : i;
        if (PeriodWords.Month(Word(monthAt)) is int month)
        {
            return WithYear(monthAt + 1, PeriodUnit.Month, y => Period.Month(y, month));
        }

        if (word is "first" or "eerste" && PeriodWords.Number(Word(i + 1)) is int count and > 0
            && PeriodWords.Unit(Word(i + 2)) is PeriodUnit.Month or PeriodUnit.Quarter
            && YearSuffix(i + 3) is (var end, int ofYear))
        {
            var months = PeriodWords.Unit(Word(i + 2)) == PeriodUnit.Month ? count : 3 * count;
            return Dated(end, PeriodUnit.Span, y => months <= 12 ? new(new(y, 1, 1), new DateOnly(y, 1, 1).AddMonths(months)) : null, ofYear);
        }

        if (PeriodWords.Ordinal(word) is int ordinal)
        {
            var (next, unit) = Unit(SkipWhole(i + 1, out _), allowsHalf: true);
            return unit switch
            {
                PeriodUnit.Quarter => WithYear(next, PeriodUnit.Quarter, y => PeriodDates.Quarter(y, ordinal)),
                PeriodUnit.Half => WithYear(next, PeriodUnit.Half, y => PeriodDates.Half(y, ordinal)),
                _ => null,
            };
        }

        return Numbered(i + 1, word, null) ?? NumberedApart(i);
    }

    /// <summary>"q3", "h1", "w14" in one word.</summary>
    private Named? Numbered(int next, string word, int? year) =>
        (PeriodWords.After("q", word) ?? PeriodWords.After("kw", word) ?? PeriodWords.After("k", word)) is int quarter
            ? WithYear(next, PeriodUnit.Quarter, y => PeriodDates.Quarter(y, quarter), year)
        : PeriodWords.After("h", word) is int half ? WithYear(next, PeriodUnit.Half, y => PeriodDates.Half(y, half), year)
        : (PeriodWords.After("wk", word) ?? PeriodWords.After("week", word) ?? PeriodWords.After("w", word)) is int week
            ? WithYear(next, PeriodUnit.Week, y => PeriodDates.Week(y, week), year)
        : null;

    /// <summary>"Quarter 3", "week number 14" in two words or more.</summary>
    private Named? NumberedApart(int i)
    {
        var word = Word(i);
        var at = Word(i + 1) is "number" or "nummer" or "nr" or "no" or "#" ? i + 2 : i + 1;
        return PeriodWords.Digits(Word(at), 2) is not int number ? null
            : word is "q" || PeriodWords.Unit(word) == PeriodUnit.Quarter ? WithYear(at + 1, PeriodUnit.Quarter, y => PeriodDates.Quarter(y, number))
            : word is "weeknummer" or "weeknr" || PeriodWords.Unit(word) == PeriodUnit.Week
                ? WithYear(at + 1, PeriodUnit.Week, y => PeriodDates.Week(y, number))
            : word is "half" or "halfjaar" && number < 3 ? WithYear(at + 1, PeriodUnit.Half, y => PeriodDates.Half(y, number))
            : null;
    }

    private Named WithYear(int i, PeriodUnit unit, Func<int, Period?> ofYear, int? known = null)
    {
        var (next, year) = known is null ? YearSuffix(i) : (i, known);
        return Dated(next, unit, ofYear, year);
    }

    private Named Dated(int next, PeriodUnit unit, Func<int, Period?> ofYear, int? year) =>
        year is 0 or > 2200
            ? Named.Impossible(next, unit)
            : new Named(next, PeriodDates.Latest(ofYear, year, today), unit) { OfYear = ofYear, YearSaid = year is not null, Absolute = true }.Checked();

    /// <summary>"2025", "of last year", "dit jaar" behind a month, quarter, half, week or day.</summary>
    private (int Next, int? Year) YearSuffix(int i)
    {
        var at = SkipArticle(SkipOf(i));
        if (PeriodWords.Year(Word(at)) is int year)
        {
            return (at + 1, year);
        }

        if (PeriodWords.Unit(Word(at)) == PeriodUnit.Year && at > i && Word(at - 1) is "the" or "het" && PeriodWords.Year(Word(at + 1)) is null)
        {
            return (at + 1, today.Year);
        }

        return PeriodWords.Unit(Word(at + 1)) != PeriodUnit.Year || Word(at) is "past" or "afgelopen" or "laatste" ? (i, null)
            : PeriodWords.IsThis(Word(at)) ? (at + 2, today.Year)
            : PeriodWords.IsLast(Word(at)) ? (at + 2, today.Year - 1)
            : PeriodWords.IsNext(Word(at)) ? (at + 2, today.Year + 1)
            : (i, null);
    }

    private (int Next, PeriodUnit? Unit) Unit(int i, bool allowsHalf = false)
    {
        if (Word(i) is "half" or "halve")
        {
            var year = Word(i + 1) is "a" ? i + 2 : i + 1;
            return PeriodWords.Unit(Word(year)) == PeriodUnit.Year && PeriodWords.Year(Word(year + 1)) is null ? (year + 1, PeriodUnit.Half)
                : allowsHalf ? (i + 1, PeriodUnit.Half) : (i, null);
        }

        return Word(i) is "helft" && allowsHalf ? (i + 1, PeriodUnit.Half) : (i + 1, PeriodWords.Unit(Word(i)));
    }

    private int SkipWhole(int i, out bool calendar)
    {
        calendar = false;
        while (PeriodWords.IsWhole(Word(i)))
        {
            calendar |= Word(i) is "calendar" or "kalender";
            i++;
        }

        return i;
    }

    private int SkipOf(int i) => Word(i) is "of" or "van" or "in" ? i + 1 : i;

    private int SkipArticle(int i) => Word(i) is "the" or "de" or "het" ? i + 1 : i;

    private string Word(int i) => i < tokens.Count ? tokens[i].Text : "";
}
