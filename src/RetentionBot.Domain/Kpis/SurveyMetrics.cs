using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>Figures about surveys: of every respondent and round only the latest answer counts, dated by its last change.</summary>
internal static class SurveyMetrics
{
    /// <summary>Net promoter score of each group.</summary>
    public static KpiFigure[] Nps(KpiInput input)
    {
        var groups = new NpsGroups[input.Slice.Names.Count];
        ForEachAnswer(input, SurveyKind.Nps, (group, score) => groups[group] = groups[group].With(score));
        var whyNone = WhyNone(input, SurveyKind.Nps);
        return Array.ConvertAll(groups, g => g.Answers == 0 ? KpiFigure.None(whyNone) with { IsEmpty = true } : Of(g));
    }

    /// <summary>Customer satisfaction of each group: scores of 4 and 5 over all scores of 1 to 5.</summary>
    public static KpiFigure[] Csat(KpiInput input)
    {
        var groups = new CsatGroups[input.Slice.Names.Count];
        ForEachAnswer(input, SurveyKind.Csat, (group, score) => groups[group] = groups[group].With(score));
        var whyNone = WhyNone(input, SurveyKind.Csat);
        return Array.ConvertAll(groups, g => Of(g, whyNone));
    }

    /// <summary>The answers of two groups as those of one: both of NPS or both of CSAT, with at least an answer each.</summary>
    public static KpiFigure Add(KpiFigure one, KpiFigure other) => (one, other) switch
    {
        ({ NpsGroups: { } a }, { NpsGroups: { } b }) => Of(a + b),
        ({ CsatGroups: { } a }, { CsatGroups: { } b }) => Of(a + b, NoValueReason.NoAnswers),
        _ => throw new ArgumentException("Only answers to one question add up.", nameof(other)),
    };

    private static KpiFigure Of(NpsGroups groups) =>
        new(groups.Points, groups.Promoters - groups.Detractors, groups.Answers) { IsSmallNumber = groups.HasFewAnswers, NpsGroups = groups };

    private static KpiFigure Of(CsatGroups groups, NoValueReason whyNone) => KpiFigure.Ratio(groups.Satisfied, groups.Answers, whyNone) with
    {
        IsSmallNumber = groups.HasFewAnswers,
        CsatGroups = groups,
        Details =
        [
            new("satisfied", groups.Satisfied, KpiUnits.Count),
            new("neutral", groups.Neutral, KpiUnits.Count),
            new("dissatisfied", groups.Dissatisfied, KpiUnits.Count),
            new("mean", groups.Mean, KpiUnits.Stars),
        ],
    };

    /// <summary>Answered over delivered invitations of each group, those that went out in the period; beside it how many of them made somebody say stop.</summary>
    public static KpiFigure[] ResponseRate(KpiInput input)
    {
        var (delivered, answered, stopped) = (new int[input.Slice.Names.Count], new int[input.Slice.Names.Count], new int[input.Slice.Names.Count]);
        var invitations = input.Facts.Invitations;
        var (from, last) = (input.Period.Measured.From.DayNumber, input.Period.Measured.LastDay.DayNumber);
        for (var i = 0; i < invitations.Count; i++)
        {
            if (invitations.InvitedOn[i] >= from && invitations.InvitedOn[i] <= last && input.GroupOf(invitations.Customers[i], invitations.Rounds[i]) is var group and >= 0)
            {
                delivered[group]++;
                answered[group] += invitations.Answered[i] ? 1 : 0;
                stopped[group] += invitations.Stopped[i] ? 1 : 0;
            }
        }

        return
        [
            .. delivered.Zip(answered, stopped).Select(g => KpiFigure.Ratio(g.Second, g.First, NoValueReason.NoInvitations) with
            {
                Details = [new("opted_out", g.Third, KpiUnits.Count)],
            }),
        ];
    }

    /// <summary>Answers after the data date are not in yet; of the others the last one of each respondent and round counts, if it lies in the period.</summary>
    private static void ForEachAnswer(KpiInput input, SurveyKind kind, Action<int, int> take)
    {
        var answers = input.Facts.AnswersTo(kind);
        var days = answers.Days;
        var followed = answers.IsFollowed;
        var customers = answers.Customers;
        var scores = answers.Scores;
        var rounds = answers.Rounds;
        var (from, last, known) = (input.Period.Measured.From.DayNumber, input.Period.Measured.LastDay.DayNumber, input.Period.DataThrough.DayNumber);
        for (var i = 0; i < days.Length; i++)
        {
            var isLatest = days[i] <= known && (!followed[i] || days[i + 1] > known);
            if (isLatest && days[i] >= from && days[i] <= last && input.GroupOf(customers[i], rounds[i]) is var group and >= 0)
            {
                take(group, scores[i]);
            }
        }
    }

    private static NoValueReason WhyNone(KpiInput input, SurveyKind kind) =>
        input.Facts.AnswersTo(kind).FirstDay is not { } first ? NoValueReason.NotConnected
        : input.Period.Measured.LastDay < first ? NoValueReason.NoData
        : NoValueReason.NoAnswers;
}
