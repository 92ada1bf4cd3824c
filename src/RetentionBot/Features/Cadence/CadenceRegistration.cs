using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Cadence;

internal static class CadenceRegistration
{
    /// <param name="services">Where it goes.</param>
    /// <param name="plan">The touchpoints every customer is to have.</param>
    /// <param name="limits">How often one person may be contacted, surveys included.</param>
    public static IServiceCollection AddCadence(this IServiceCollection services, CadencePlan plan, BudgetLimits limits) => services
        .AddSingleton(plan)
        .AddSingleton<TouchpointCard>()
        .AddSingleton<TouchpointListCard>()
        .AddSingleton<MoveForm>()
        .AddScoped(provider => new CustomerBudget(provider.GetRequiredService<Store.RetentionDb>(), limits))
        .AddScoped<TouchpointDesk>()
        .AddScoped<PlanTouchpoints>()
        .AddScoped<TellTouchpoint>()
        .AddScoped<OpenTouchpoints>()
        .AddScoped<IMyTasks, TouchpointTasks>()
        .AddCommand<ListTouchpoints>(ListTouchpoints.Matches)
        .AddKeyedScoped<ICardActionHandler, FinishTouchpoint>(FinishTouchpoint.Verb)
        .AddKeyedScoped<ICardActionHandler, SkipTouchpoint>(SkipTouchpoint.Verb)
        .AddKeyedScoped<ICardActionHandler, MoveTouchpoint>(MoveTouchpoint.Verb)
        .AddKeyedScoped<ICardActionHandler, ShowTouchpoint>(ShowTouchpoint.Verb);
}
