using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Timers;

namespace RetentionBot.Features.Checklists;

internal static class ChecklistRegistration
{
    /// <param name="defaults">What there is before anybody plans anything.</param>
    public static IServiceCollection AddChecklists(this IServiceCollection services, ChecklistDefaults defaults) => services
        .AddSingleton(defaults)
        .AddScoped<ChecklistLife>()
        .AddScoped<ILookAgain>(provider => provider.GetRequiredService<ChecklistLife>())
        .AddScoped<ChecklistTimerBook>()
        .AddScoped<ChecklistPublisher>()
        .AddScoped<ChecklistDesk>()
        .AddScoped<ChecklistStatus>()
        .AddScoped<IChecklistStatus>(provider => provider.GetRequiredService<ChecklistStatus>())
        .AddScoped<OwnLists>()
        .AddScoped<ChecklistWork>()
        .AddScoped<ChecklistSettings>()
        .AddScoped<OwnListTalk>()
        .AddScoped<TaskList>()
        .AddSingleton<LateChecks>()
        .AddSingleton<ChecklistCard>()
        .AddSingleton<ReminderCard>()
        .AddSingleton<CheckForms>()
        .AddScoped<IPlaceConnected, ShowCurrentChecklists>()
        .AddCommand<ChecklistCommand>(ChecklistCommand.Matches)
        .AddCommand<ListChecklists>(ListChecklists.Matches)
        .AddCommand<WhoIsLate>(WhoIsLate.Matches)
        .AddCommand<ListMyTasks>(ListMyTasks.Matches)
        .AddScoped<IMyTasks, ChecklistTasks>()
        .AddScoped<IHomeSection, ChecklistSection>()
        .AddScoped<IHomeSection, MyTasksSection>()
        .AddKeyedScoped<ICardRefreshHandler, RefreshChecklist>(RefreshChecklist.Verb)
        .AddKeyedScoped<ICardActionHandler, TickCheck>(TickCheck.Verb)
        .AddKeyedScoped<ICardActionHandler, UntickCheck>(UntickCheck.Verb)
        .AddKeyedScoped<ICardActionHandler, AssignCheck>(AssignCheck.Verb)
        .AddKeyedScoped<ICardActionHandler, MoveCheck>(MoveCheck.Verb)
        .AddKeyedScoped<ICardActionHandler, NoteCheck>(NoteCheck.Verb)
        .AddKeyedScoped<ICardActionHandler, SnoozeCheck>(SnoozeCheck.Verb)
        .AddKeyedScoped<ITimerHandler, PostChecklistTimer>(PostChecklistTimer.Kind)
        .AddKeyedScoped<ITimerHandler, RemindTimer>(RemindTimer.Kind)
        .AddKeyedScoped<ITimerHandler, EscalateCheckTimer>(EscalateCheckTimer.Kind);
}
