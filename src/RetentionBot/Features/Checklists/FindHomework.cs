using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Questions;
using RetentionBot.Features.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>
/// Does the homework of the weekly seven: figures come from the code that answers questions, and what a check says exists is looked for. A proof is added to the
/// change being made, which the caller saves; one that was given for the check before and still says the same stays.
/// </summary>
internal sealed class FindHomework(IKpiLines kpis, CheckInHomework checkIn, EvidenceHomework evidence) : IHomework
{
    public async Task<Homework?> OfAsync(ChecklistItem item, DateOnly day, CancellationToken ct)
    {
        var given = Homework.LinesOf(item, Homework.Proofs);
        var month = Period.MonthOf(day.AddDays(-day.Day));
        return item.Check switch
        {
            WeeklySeven.ChurnRate => await FiguresAsync([MetricNames.ChurnRate], month, given, ct),
            WeeklySeven.ChurnCohorts => await RankingsAsync(month, given, ct),
            WeeklySeven.CustomerValue => await FiguresAsync([MetricNames.Arpu, MetricNames.Cltv], month, given, ct),
            WeeklySeven.OnboardingList => await evidence.OfOnboardingAsync(ct),
            WeeklySeven.HealthAlert => await evidence.OfHealthAlertAsync(ct),
            WeeklySeven.OnboardingTest => EvidenceHomework.OfExperiment(item.Note),
            WeeklySeven.CheckIn => await checkIn.FindAsync(given, ct),
            _ => null,
        };
    }

    private async Task<Homework> FiguresAsync(IEnumerable<string> metrics, Period month, IReadOnlyList<string> given, CancellationToken ct)
    {
        var figures = new List<KpiLine>();
        foreach (var metric in metrics)
        {
            figures.Add(await kpis.FigureAsync(metric, month, given, ct));
        }

        return Homework.Of(texts => figures.Select(f => CardText.Escape(f.Lines[texts.Language])), isProven: null, [.. figures.Select(f => f.Proof).OfType<string>()]);
    }

    private async Task<Homework> RankingsAsync(Period month, IReadOnlyList<string> given, CancellationToken ct)
    {
        var rankings = await kpis.RankingsAsync(month.LastDay, given, ct);
        return Homework.Of(texts => rankings.Lines[texts.Language].Select(CardText.Escape), isProven: null, rankings.Proof is { } proof ? [proof] : []);
    }
}
