using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Questions;

/// <param name="AllowClockOverride">Whether <c>/api/ask</c> takes <c>now</c> and <c>context</c>; for acceptance runs only.</param>
internal sealed record QuestionSettings(bool AllowClockOverride);

internal static class QuestionRegistration
{
    /// <summary>Last of the text commands: it takes whatever no other one takes.</summary>
    public static IServiceCollection AddQuestions(this IServiceCollection services) => services
        .AddSingleton<AnswerCards>()
        .AddSingleton<AnswerQuestions>()
        .AddKeyedScoped<ICardActionHandler, AskByButton>(AskByButton.Verb)
        .AddSingleton<ProofCard>()
        .AddSingleton<CustomerListCard>()
        .AddScoped<KpiProofs>()
        .AddScoped<IKpiLines, KpiLines>()
        .AddScoped<QuestionContexts>()
        .AddScoped<CustomerLists>()
        .AddScoped<CustomerCsv>()
        .AddScoped<HandOver>()
        .AddScoped<GiveAnswer>()
        .AddScoped<AskInConversation>()
        .AddKeyedScoped<ICardActionHandler, ShowCustomers>(ShowCustomers.Verb)
        .AddKeyedScoped<ICardActionHandler, SendCsv>(SendCsv.Verb)
        .AddCommand<ShowProof>(ShowProof.Matches)
        .AddCommand<SendCsv>(SendCsv.Matches)
        .AddCommand<AskInChat>(AskInChat.Matches);
}
