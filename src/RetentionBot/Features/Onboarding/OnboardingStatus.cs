using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Onboarding;

/// <summary>All customers whose onboarding runs, those with most behind first, and the step of the journey where most stay behind.</summary>
internal sealed class OnboardingStatus(RetentionDb db, OnboardingStatusCard card, Workspace workspace, TimeProvider clock)
{
    public async Task<MessageContent> ShowAsync(Texts texts, CancellationToken ct)
    {
        var today = workspace.LocalDate(clock.GetUtcNow());
        var rows = await db.OnboardingTasks.AsNoTracking()
            .Join(db.Customers.Where(c => c.RetiredAt == null), t => t.CustomerId, c => c.Id, (t, c) => new { Task = t, c.Name })
            .ToListAsync(ct);
        var running = rows.GroupBy(r => (r.Task.CustomerId, r.Name))
            .Where(g => g.Any(r => r.Task.IsOpen))
            .Select(g => new RunningOnboarding(g.Key.Name, OnboardingProgress.Of(g.Select(r => r.Task)), [.. g.Select(r => r.Task).Where(t => t.IsLateOn(today)).OrderBy(t => t.Position)]))
            .OrderByDescending(r => r.Late.Count).ThenBy(r => r.Progress.Share).ThenBy(r => r.Customer, StringComparer.OrdinalIgnoreCase)
            .ToList();
        return card.Show(running, OnboardingProgress.WorstStep(rows.Select(r => r.Task), today), texts);
    }
}

/// <summary>One customer whose onboarding runs.</summary>
/// <param name="Late">The tasks whose day is over, in order.</param>
internal sealed record RunningOnboarding(string Customer, OnboardingProgress Progress, IReadOnlyList<OnboardingTask> Late);

/// <summary>The list of them.</summary>
internal sealed class OnboardingStatusCard(Cards cards, OnboardingWords words)
{
    private const int Most = 20;

    public MessageContent Show(IReadOnlyCollection<RunningOnboarding> running, (string Task, OnboardingProgress Progress)? worst, Texts texts)
    {
        var title = running.Count == 0 ? texts.Say("onboarding.status.none") : texts.Count("onboarding-running", running.Count);
        var data = new
        {
            Title = title,
            Worst = worst is { } step
                ? texts.Say("onboarding.status.worst", ("task", words.EscapedNameOf(step.Task, texts)), ("progress", OnboardingCard.Progress(step.Progress, texts)))
                : null,
            Rows = running.Take(Most).Select(r => new { Text = Line(r, texts) }),
            More = running.Count > Most ? texts.Say("onboarding.status.more", ("number", running.Count - Most)) : null,
        };
        return cards.Show("onboarding-status", texts, data, data.Worst is null ? title : $"{title}. {data.Worst}");
    }

    private string Line(RunningOnboarding row, Texts texts)
    {
        var line = $"**{CardText.Escape(row.Customer)}** · {OnboardingCard.Progress(row.Progress, texts)}";
        return row.Late.Count == 0 ? line : $"{line} · {texts.Say("onboarding.status.late", ("tasks", string.Join(", ", row.Late.Select(t => words.EscapedNameOf(t.Task, texts)))))}";
    }
}
