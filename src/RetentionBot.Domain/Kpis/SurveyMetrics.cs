using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>Figures about surveys: of every respondent and round only the latest answer counts, dated by its last change.</summary>
internal static class SurveyMetrics
{
    /// <summary>Below this many answers the figure is shown with the remark that there are few.</summary>
    public const int FewAnswers = NpsGroups.FewAnswers;

    /// <summary>Net promoter score of each group.</summary>
    public static KpiFigure[] Nps(KpiInput input)
    {
        var groups = new NpsGroups[input.Slice.Names.Count];
        ForEachAnswer(input, SurveyKind.Nps, (group, score) => groups[group] = groups[group].With(score));
        var whyNone = WhyNone(input, SurveyKind.Nps);
        return Array.ConvertAll(groups, g => g.Answers == 0
            ? KpiFigure.None(whyNone) with { IsEmpty = true }
            : new(g.Points, g.Promoters - g.Detractors, g.Answers) { IsSmallNumber = g.HasFewAnswers, NpsGroups = g });
    }

    /// <summary>Customer satisfaction of each group: scores of 4 and 5 over all scores of 1 to 5.</summary>
    public static KpiFigure[] Csat(KpiInput input)
    {
        var scores = new int[input.Slice.Names.Count][];
        for (var group = 0; group < scores.Length; group++)
        {
            scores[group] = new int[6];
        }

        ForEachAnswer(input, SurveyKind.Csat, (group, score) => scores[group][score]++);
        var whyNone = WhyNone(input, SurveyKind.Csat);
        return Array.ConvertAll(scores, s => Csat(s, whyNone));
    }

    /// <summary>Answered over delivered invitations of each group, those that went out in the period.</summary>
    public static KpiFigure[] ResponseRate(KpiInput input)
    {
        var (delivered, answered) = (new int[input.Slice.Names.Count], new int[input.Slice.Names.Count]);
        var invitations = input.Facts.Invitations;
        var (from, last) = (input.Period.Measured.From.DayNumber, input.Period.Measured.LastDay.DayNumber);
        for (var i = 0; i < invitations.Count; i++)
        {
            if (invitations.InvitedOn[i] >= from && invitations.InvitedOn[i] <= last && input.GroupOf(invitations.Customers[i]) is var group and >= 0)
            {
                delivered[group]++;
                answered[group] += invitations.Answered[i] ? 1 : 0;
            }
        }

        return [.. delivered.Zip(answered, (d, a) => KpiFigure.Ratio(a, d, NoValueReason.NoInvitations))];
    }

    private static KpiFigure Csat(int[] byScore, NoValueReason whyNone)
    {
        var (answers, satisfied, sum) = (byScore.Sum(), byScore[4] + byScore[5], byScore.Select((count, score) => (long)count * score).Sum());
        return KpiFigure.Ratio(satisfied, answers, whyNone) with
        {
            IsSmallNumber = answers < FewAnswers,
            Details =
            [
                new("satisfied", satisfied, KpiUnits.Count),
                new("neutral", byScore[3], KpiUnits.Count),
                new("dissatisfied", byScore[1] + byScore[2], KpiUnits.Count),
                new("mean", CustomerMetrics.Share(sum, answers), KpiUnits.Stars),
            ],
        };
    }

    /// <summary>Answers after the data date are not in yet; of the others the last one of each respondent and round counts, if it lies in the period.</summary>
    private static void ForEachAnswer(KpiInput input, SurveyKind kind, Action<int, int> take)
    {
        var answers = input.Facts.AnswersTo(kind);
        var days = answers.Days;
        var followed = answers.IsFollowed;
        var customers = answers.Customers;
        var scores = answers.Scores;
        var (from, last, known) = (input.Period.Measured.From.DayNumber, input.Period.Measured.LastDay.DayNumber, input.Period.DataThrough.DayNumber);
        for (var i = 0; i < days.Length; i++)
        {
            var isLatest = days[i] <= known && (!followed[i] || days[i + 1] > known);
            if (isLatest && days[i] >= from && days[i] <= last && input.GroupOf(customers[i]) is var group and >= 0)
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
