using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>Looks for what a check says exists, and where it does not says what to do.</summary>
internal sealed class EvidenceHomework(RetentionDb db, IOnboardingFacts onboarding, HealthProfiles health, Workspace workspace, TimeProvider clock)
{
    /// <summary>Tasks an onboarding list has at least.</summary>
    private const int LeastTasks = 5;

    /// <summary>An experiment is whatever a note names, in words.</summary>
    public static Homework OfExperiment(string? note) => note is not null && note.Any(char.IsLetter)
        ? Homework.Of(texts => [texts.Say("homework.experiment", ("name", CardText.Escape(note)))], isProven: true)
        : Homework.Of(texts => [texts.Say("homework.no-experiment")], isProven: false);

    public async Task<Homework> OfOnboardingAsync(CancellationToken ct)
    {
        var (plan, customers) = await onboarding.FindAsync(ct);
        return plan.Tasks.Count >= LeastTasks
            ? Homework.Of(
                texts =>
                [
                    texts.Say(
                        "homework.onboarding",
                        ("tasks", texts.Count("tasks", plan.Tasks.Count)), ("first", plan.Tasks.Min(t => t.DueDay)), ("last", plan.Tasks.Max(t => t.DueDay)),
                        ("customers", texts.Count("customers", customers))),
                ],
                isProven: true)
            : Homework.Of(texts => [texts.Say("homework.short-onboarding", ("tasks", texts.Count("tasks", plan.Tasks.Count)), ("least", LeastTasks))], isProven: false);
    }

    /// <summary>The alert can be raised, and somebody can see it.</summary>
    public async Task<Homework> OfHealthAlertAsync(CancellationToken ct)
    {
        var through = await db.Feeds.AsNoTracking().Where(f => f.Kind == Feeds.Usage).Select(f => (DateOnly?)f.DataThrough).SingleOrDefaultAsync(ct);
        var isStale = through < workspace.LocalDate(clock.GetUtcNow()).AddDays(-HealthScoring.StaleAfterDays);
        var places = await db.Conversations.CountAsync(c => c.IsActive && c.OutsidersSince == null && c.Topics.HasFlag(PlaceTopics.Alerts), ct);
        if (through is not null && !isStale && places > 0)
        {
            return Homework.Of(
                texts =>
                [
                    texts.Say(
                        "homework.alert",
                        ("threshold", health.Usual.Threshold), ("fall", health.Usual.Fall), ("places", texts.Count("places", places))),
                ],
                isProven: true);
        }

        return Homework.Of(Lacks, isProven: false);

        IEnumerable<string> Lacks(Texts texts)
        {
            if (through is null)
            {
                yield return texts.Say("homework.no-usage");
            }
            else if (isStale)
            {
                yield return texts.Say("homework.old-usage", ("day", through));
            }

            if (places == 0)
            {
                yield return texts.Say("homework.no-place");
            }
        }
    }
}
