using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Tests.Features;

namespace RetentionBot.Tests.Checklists;

/// <summary>The homework on a small database; it is Sunday 22 November 2026, and the list is that of Monday the 16th.</summary>
internal static class HomeworkHost
{
    public static readonly DateOnly Day = new(2026, 11, 16);

    public static Task<HealthHost> StartAsync(Action<IServiceCollection>? more = null) => HealthHost.StartAsync(more: services =>
    {
        services.AddQuestions().AddHomework().AddSingleton(OnboardingPlan.Default).AddScoped<IOnboardingFacts, KeptOnboarding>().AddScoped<ILookAgain, LooksAgain>();
        more?.Invoke(services);
    });

    /// <summary>The weekly seven as they were posted on a day.</summary>
    public static Checklist ListOf(DateOnly day, ChecklistPlan? plan = null) => Checklist.Begin(
        Guid.NewGuid(), plan ?? Seven(), ChecklistSchedule.Default.TurnOf(day), new DateTimeOffset(day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero), isLate: false, before: null);

    public static ChecklistPlan Seven() =>
        ChecklistPlan.Of(ChecklistPlan.Weekly, name: null, ChecklistSchedule.Default, WeeklySeven.All.Select(c => ((string?)c, (string?)null)));

    public static ChecklistItem ItemOf(string check) => ListOf(Day).Items.Single(i => i.Check == check);

    /// <summary>What is found out for a check, its proofs saved.</summary>
    public static Task<Homework> OfAsync(this HealthHost host, ChecklistItem item) => host.WithAsync<IServiceProvider, Homework>(async services =>
    {
        await services.GetRequiredService<FactCache>().RefreshAsync(CancellationToken.None);
        var homework = await services.GetRequiredService<IHomework>().OfAsync(item, Day, CancellationToken.None);
        await services.GetRequiredService<RetentionDb>().SaveChangesAsync();
        return homework.ShouldNotBeNull();
    });

    public static Task<Homework> OfAsync(this HealthHost host, string check) => host.OfAsync(ItemOf(check));

    /// <summary>So many customers since January 2025, the first the healthiest; each has a score of yesterday.</summary>
    public static async Task PayingAsync(this HealthHost host, int count, Func<int, string?> owner)
    {
        for (var i = 0; i < count; i++)
        {
            var id = await host.CustomerAsync($"Klant {i}", owner: owner(i));
            await host.PaysAsync(id, 100_00);
            await host.ScoredAsync(id, new DateOnly(2026, 11, 21), 99 - i);
        }

        await host.FeedAsync(Domain.Kpis.Feeds.Subscriptions, new DateOnly(2026, 11, 21));
    }

    /// <summary>Does the homework of the open lists anew; there are no cards here.</summary>
    private sealed class LooksAgain(RetentionDb db, IHomework homework) : ILookAgain
    {
        public async Task LookAgainAsync(CancellationToken ct)
        {
            foreach (var list in await db.Checklists.Include(l => l.Items).Where(l => l.ClosedAt == null).ToListAsync(ct))
            {
                foreach (var item in list.Items)
                {
                    var found = await homework.OfAsync(item, list.Day, ct);
                    item.Find(found?.LinesAsJson, found?.IsProven);
                }
            }

            await db.SaveChangesAsync(ct);
        }
    }
}
