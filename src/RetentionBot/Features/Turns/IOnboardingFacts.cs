using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Store;

namespace RetentionBot.Features.Turns;

/// <summary>What there is of onboarding.</summary>
/// <param name="Plan">What a new customer should have done.</param>
/// <param name="Customers">How many customers have a list of it.</param>
internal sealed record OnboardingFacts(OnboardingPlan Plan, int Customers);

/// <summary>Tells other features what there is of onboarding.</summary>
internal interface IOnboardingFacts
{
    Task<OnboardingFacts> FindAsync(CancellationToken ct);
}

/// <summary>The company's plan, or the one that is there from the start, and the lists that are kept.</summary>
internal sealed class KeptOnboarding(RetentionDb db, OnboardingPlan? plan = null) : IOnboardingFacts
{
    public async Task<OnboardingFacts> FindAsync(CancellationToken ct) =>
        new(plan ?? OnboardingPlan.Default, await db.OnboardingTasks.AsNoTracking().Select(t => t.CustomerId).Distinct().CountAsync(ct));
}
