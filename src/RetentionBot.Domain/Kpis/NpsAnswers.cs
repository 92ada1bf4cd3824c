using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>Finds the answers that make up the NPS of a period.</summary>
public static class NpsAnswers
{
    /// <summary>
    /// The groups of the answers in a period: of every respondent and round only the latest answer, dated by its last change.
    /// An answer changed after the period therefore belongs to the period of the change.
    /// </summary>
    public static NpsGroups Of(FactSnapshot facts, MeasuredPeriod period)
    {
        var groups = default(NpsGroups);
        SurveyAnswer? latest = null;
        foreach (ref readonly var answer in facts.Answers)
        {
            if (answer.Kind != SurveyKind.Nps || answer.AnsweredOn > period.DataThrough)
            {
                continue;
            }

            if (latest is { } previous && !previous.SharesInvitationWith(answer))
            {
                groups = Counted(groups, previous, period);
            }

            latest = answer;
        }

        return latest is { } last ? Counted(groups, last, period) : groups;
    }

    /// <summary>The day of the first NPS answer ever; null when there is none.</summary>
    public static DateOnly? FirstDay(FactSnapshot facts)
    {
        DateOnly? first = null;
        foreach (ref readonly var answer in facts.Answers)
        {
            if (answer.Kind == SurveyKind.Nps && (first is null || answer.AnsweredOn < first))
            {
                first = answer.AnsweredOn;
            }
        }

        return first;
    }

    private static NpsGroups Counted(NpsGroups groups, SurveyAnswer answer, MeasuredPeriod period) =>
        period.Measured.Contains(answer.AnsweredOn) ? groups.With(answer.Score) : groups;
}
