using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Store;

namespace RetentionBot.Features.Onboarding;

/// <summary>Sees to it that every customer who signed up lately has the tasks of the plan.</summary>
internal sealed class SetOnboarding(RetentionDb db, OnboardingPlan plan, Workspace workspace, TimeProvider clock)
{
    /// <summary>Days since the sign-up within which a customer gets tasks.</summary>
    private const int Lately = 60;

    /// <summary>Days after the one for asking on which it is still asked about a task that is set too late, as when the bot is new.</summary>
    private const int AskedLate = 3;

    private const int AtOnce = 500;

    /// <summary>Sets the tasks of some customers that lack them, and saves. Run again it changes nothing.</summary>
    /// <returns>Whether there may be more to set.</returns>
    public async Task<bool> SetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = workspace.LocalDate(now);
        var since = today.AddDays(-Lately);
        string[] keys = [.. plan.Tasks.Select(t => t.Key)];
        var lacking = await db.Customers
            .Where(c => c.RetiredAt == null && c.SignedUpOn >= since && c.SignedUpOn <= today)
            .Where(c => db.OnboardingTasks.Count(t => t.CustomerId == c.Id && EF.Parameter(keys).Contains(t.Task)) < keys.Length)
            .OrderBy(c => c.Id)
            .Take(AtOnce)
            .Select(c => new { c.Id, SignedUpOn = c.SignedUpOn!.Value })
            .ToListAsync(ct);
        if (lacking.Count == 0)
        {
            return false;
        }

        var ids = lacking.ConvertAll(c => c.Id);
        var known = (await db.OnboardingTasks.Where(t => ids.Contains(t.CustomerId)).Select(t => new { t.CustomerId, t.Task }).ToListAsync(ct))
            .Select(t => (t.CustomerId, t.Task))
            .ToHashSet();
        foreach (var customer in lacking)
        {
            foreach (var (index, planned) in plan.Tasks.Index().Where(t => !known.Contains((customer.Id, t.Item.Key))))
            {
                var task = OnboardingTask.Of(customer.Id, planned, index + 1, customer.SignedUpOn);
                if (plan.AskOn(task.DueOn).AddDays(AskedLate) < today)
                {
                    task.Ask(now);
                }

                db.OnboardingTasks.Add(task);
            }
        }

        await DataVersions.BumpAsync(db, ct);
        await db.SaveChangesAsync(ct);
        return lacking.Count == AtOnce;
    }
}
