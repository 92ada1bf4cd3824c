using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Onboarding;

/// <summary>Asks the owner about a task that is not done so many days after its deadline: once, and once more after each snooze.</summary>
internal sealed class AskAboutOnboarding(RetentionDb db, CustomerOwners owners, OnboardingAskCard card, OnboardingPlan plan, Workspace workspace, TimeProvider clock)
{
    private DateOnly Today => workspace.LocalDate(clock.GetUtcNow());

    /// <returns>The ids of the tasks that are to be asked about today, the oldest first.</returns>
    public async Task<IReadOnlyList<long>> WaitingAsync(CancellationToken ct)
    {
        var today = Today;
        var dueBy = today.AddDays(-plan.GraceDays);
        return await db.OnboardingTasks
            .Where(t => t.DoneOn == null && t.DroppedOn == null && (t.SnoozedTo != null ? t.SnoozedTo <= today : t.AskedAt == null && t.DueOn <= dueBy))
            .Where(t => db.Customers.Any(c => c.Id == t.CustomerId && c.RetiredAt == null))
            .OrderBy(t => t.DueOn).ThenBy(t => t.Id)
            .Select(t => t.Id)
            .ToListAsync(ct);
    }

    /// <summary>Asks about one and saves; the note that it was asked goes with the message.</summary>
    /// <returns>False when there is nothing to ask any more, or nobody at work to be asked.</returns>
    public async Task<bool> AskAsync(long id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.OnboardingTasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task || !task.IsToBeAsked(plan, Today))
        {
            return false;
        }

        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == task.CustomerId, ct);
        task.Ask(now);
        if (!await owners.TellAsync(customer, (texts, notice) => card.Show(task, customer, texts, notice), OnboardingAskCard.SubjectOf(task), ct))
        {
            return false;
        }

        await db.SaveChangesAsync(ct);
        return true;
    }
}
