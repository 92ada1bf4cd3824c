using RetentionBot.Features.Turns;
using RetentionBot.Timers;

namespace RetentionBot.Features.Feedback;

internal static class FeedbackRegistration
{
    public static IServiceCollection AddFeedback(this IServiceCollection services) => services
        .AddSingleton<FeedbackCard>()
        .AddSingleton<FeedbackListCard>()
        .AddSingleton<FeedbackForms>()
        .AddScoped<FeedbackRights>()
        .AddScoped<FeedbackLife>()
        .AddScoped<FeedbackDesk>()
        .AddScoped<SuggestReferrals>()
        .AddScoped<IAnswerListener, OpenCases>()
        .AddCommand<ListFeedback>(ListFeedback.Matches)
        .AddKeyedScoped<ICardRefreshHandler, RefreshFeedback>(RefreshFeedback.Verb)
        .AddKeyedScoped<ICardActionHandler, ListFeedback>(ListFeedback.Verb)
        .AddKeyedScoped<ICardActionHandler, ShowFeedback>(ShowFeedback.Verb)
        .AddKeyedScoped<ICardActionHandler, MarkContacted>(MarkContacted.Verb)
        .AddKeyedScoped<ICardActionHandler, AskWhatWasDone>(AskWhatWasDone.Verb)
        .AddKeyedScoped<ICardActionHandler, KeepAction>(KeepAction.Verb)
        .AddKeyedScoped<ICardActionHandler, MarkTold>(MarkTold.Verb)
        .AddKeyedScoped<ICardActionHandler, AskReason>(AskReason.Verb)
        .AddKeyedScoped<ICardActionHandler, CloseFeedback>(CloseFeedback.Verb)
        .AddKeyedScoped<ICardActionHandler, AssignFeedback>(AssignFeedback.Verb)
        .AddKeyedScoped<ITimerHandler, RemindTimer>(RemindTimer.Kind)
        .AddKeyedScoped<ITimerHandler, LateTimer>(LateTimer.Kind)
        .AddKeyedScoped<ITimerHandler, TellFeedbackTimer>(TellFeedbackTimer.Kind)
        .AddKeyedScoped<ITimerHandler, ReferralTimer>(ReferralTimer.Kind);
}
