using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>Finds the period that begins at a token, with its range words: "since May", "from 1 to 15 March", "last quarter".</summary>
/// <remarks>Both ends of a range belong to it, except after the Dutch "tot".</remarks>
internal sealed class PeriodParser(IReadOnlyList<Token> tokens, DateOnly today)
{
    private static readonly string[] Reports =
    [
        "survey", "surveys", "result", "results", "figure", "figures", "number", "numbers", "data", "report", "outcome", "outcomes", "responses", "answers", "score",
        "scores", "questionnaire",
    ];

    private readonly NamedPeriodParser _named = new(tokens, today);

    /// <param name="comparing">"The difference between May and June" is about two periods, not about a range.</param>
    /// <returns>The longest period that begins here; null when none does.</returns>
    public PeriodPhrase? At(int i, bool comparing)
    {
        var word = Word(i);
        var next = SkipArticles(i + 1);
        if (word is "since" or "sinds" or "sedert" or "vanaf")
        {
            return Since(i, next);
        }

        if (!comparing && (word is "between" or "tussen"))
        {
            return _named.At(next) is { } first && Word(first.Next) is "and" or "en"
                ? Range(i, first, SkipArticles(first.Next + 1), includesEnd: true)
                : Days(i, next, w => w is "and" or "en");
        }

        if (word is "from" or "van")
        {
            return From(i, next);
        }

        return Plain(i);
    }

    private PeriodPhrase? Plain(int i)
    {
        if (_named.At(i) is not { } named)
        {
            return Days(i, i, _ => false);
        }

        return Extended(i, named) ?? Days(i, i, _ => false) ?? Close(i, named);
    }

    private PeriodPhrase? From(int i, int next)
    {
        if (Days(i, next, _ => false) is { } days)
        {
            return days;
        }

        if (_named.At(next) is not { } first)
        {
            return null;
        }

        if (Extended(i, first) is { } range)
        {
            return range;
        }

        if (Word(first.Next) is "onwards" or "onward" or "on" or "forward" or "af" && Word(i + 1) is not "")
        {
            return Stretch(i, first.Next + 1, first, today);
        }

        // "From May" may mean May or since May; "from last month", "results from May" and the Dutch "van mei" are the period itself.
        var length = first.Next - i;
        return Word(i) == "from" && first.Absolute && !(i > 0 && Reports.Contains(Word(i - 1), StringComparer.Ordinal)) && first.Problem is null
            ? new(length, null, first.Unit) { Alternatives = [Close(i, first), Stretch(i, first.Next, first, today)] }
            : null;
    }

    private PeriodPhrase? Since(int i, int next)
    {
        var start = Word(next) is "start" or "begin" or "beginning" && Word(next + 1) is not "" ? SkipArticles(SkipOf(next + 1)) : next;
        var first = start != next && Word(start) is "jaar" or "year" && PeriodWords.Year(Word(start + 1)) is null
            ? new Named(start + 1, Period.Year(today.Year), PeriodUnit.Year)
            : start != next && Word(start) is "maand" or "month" ? new Named(start + 1, Period.MonthOf(today), PeriodUnit.Month)
            : start != next && Word(start) is "kwartaal" or "quarter" ? new Named(start + 1, Period.QuarterOf(today), PeriodUnit.Quarter)
            : _named.At(start);
        if (first is null)
        {
            return null;
        }

        return Extended(i, first) ?? Stretch(i, first.Next, first, today);
    }

    /// <summary>"May to July", "May until now", "this year so far"; null when nothing is added to the first name.</summary>
    private PeriodPhrase? Extended(int i, Named first)
    {
        if (NamedPeriodParser.ToDateLength(tokens, first.Next) is > 0 and var length)
        {
            // "June so far" has no meaning once June is over; "June until now" has.
            var end = first.Next + length;
            var isOver = first.Period is { } period && !period.Contains(today) && (Word(first.Next) is "so" || Word(end - 1) is "date" or "datum");
            return isOver ? new(end - i, null, first.Unit) { Problem = UnknownReason.NotUnderstood } : Stretch(i, end, first, today) with { Unit = first.Unit };
        }

        return Connector(first.Next) is var (after, includesEnd) ? Range(i, first, after, includesEnd) : null;
    }

    /// <summary>From the first day of what was named to the end of today.</summary>
    private static PeriodPhrase Stretch(int i, int next, Named first, DateOnly today) =>
        first.Problem is { } problem || first.Period is not { } period
            ? new(next - i, null, PeriodUnit.Span) { Problem = first.Problem ?? UnknownReason.ImpossiblePeriod }
            : period.From > today
                ? new(next - i, null, PeriodUnit.Span) { Problem = UnknownReason.FuturePeriod }
                : new(next - i, new Period(period.From, today.AddDays(1)), PeriodUnit.Span) { YearSaid = first.YearSaid };

    private PeriodPhrase? Range(int i, Named first, int after, bool includesEnd)
    {
        var second = _named.At(after) ?? _named.SameKind(after, first);
        if (second is null)
        {
            return null;
        }

        // "May to July 2025": the year counts for both ends. "May 2025 to July": for both as well.
        if (second.YearSaid && !first.YearSaid && second.Period is { } dated)
        {
            first = first.InYear(dated.From.Year);
            first = first.Period is { } late && late.From > dated.From ? first.InYear(dated.From.Year - 1) : first;
        }
        else if (first.YearSaid && !second.YearSaid && second.Absolute && first.Period is { } begun)
        {
            second = second.InYear(begun.From.Year);
            second = second.Period is { } early && early.From < begun.From ? second.InYear(begun.From.Year + 1) : second;
        }

        var length = second.Next - i;
        if ((first.Problem ?? second.Problem) is { } problem || first.Period is not { } a || second.Period is not { } b)
        {
            return new(length, null, PeriodUnit.Span) { Problem = first.Problem ?? second.Problem ?? UnknownReason.ImpossiblePeriod };
        }

        var to = includesEnd ? b.To : b.From;
        return to <= a.From ? new(length, null, PeriodUnit.Span) { Problem = UnknownReason.ImpossiblePeriod }
            : new Period(a.From, to).UpTo(today) is not { } period ? new(length, null, PeriodUnit.Span) { Problem = UnknownReason.FuturePeriod }
            : new(length, period, PeriodUnit.Span) { YearSaid = first.YearSaid || second.YearSaid };
    }

    /// <summary>"1 to 15 March", "weeks 10 to 12": the first end leaves out what the second one says.</summary>
    private PeriodPhrase? Days(int i, int at, Func<string, bool> isLink)
    {
        if (PeriodWords.DayNumber(Word(at)) is not int day)
        {
            return null;
        }

        var (after, includesEnd) = isLink(Word(at + 1)) ? (SkipArticles(at + 2), true) : Connector(at + 1) is var (n, inclusive) ? (n, inclusive) : (0, false);
        if (after == 0 || _named.At(after) is not { Unit: PeriodUnit.Day, Period: { } last, Absolute: true } second)
        {
            return null;
        }

        var first = second with { Next = after, Period = PeriodDates.Date(last.From.Year, last.From.Month, day) };
        return Range(i, first, after, includesEnd);
    }

    private PeriodPhrase Close(int i, Named named)
    {
        var phrase = new PeriodPhrase(named.Next - i, null, named.Unit)
        {
            YearSaid = named.YearSaid,
            AtEnd = named.AtEnd,
            Absolute = named.Absolute,
            IsLastYear = named.IsLastYear,
        };
        return named.Alternatives.Count > 0
                ? phrase with { Alternatives = [.. named.Alternatives.Select(p => phrase with { Period = p, Unit = PeriodUnit.Span })] }
            : named.Problem is { } problem ? phrase with { Problem = problem }
            : named.Period is not { } period ? phrase with { Problem = UnknownReason.ImpossiblePeriod }
            : period.UpTo(today) is { } begun ? phrase with { Period = begun }
            : phrase with { Problem = UnknownReason.FuturePeriod };
    }

    /// <summary>The words between the two ends of a range.</summary>
    private (int Next, bool IncludesEnd)? Connector(int i) => Word(i) switch
    {
        "to" or "through" or "thru" or "tm" => (SkipArticles(Word(i + 1) is "and" && Word(i + 2) is "including" ? i + 3 : i + 1), true),
        "up" when Word(i + 1) is "to" => (SkipArticles(Word(i + 2) is "and" && Word(i + 3) is "including" ? i + 4 : i + 2), true),
        "tot" when Word(i + 1) is "en" && Word(i + 2) is "met" => (SkipArticles(i + 3), true),
        "tot" => (SkipArticles(i + 1), false),
        "-" => (SkipArticles(i + 1), true),
        not "" when tokens[i].Hyphenated => (i, true),
        _ => null,
    };

    private int SkipArticles(int i) => Word(i) is "the" or "de" or "het" ? i + 1 : i;

    private int SkipOf(int i) => Word(i) is "of" or "van" or "in" ? i + 1 : i;

    private string Word(int i) => i < tokens.Count ? tokens[i].Text : "";
}
