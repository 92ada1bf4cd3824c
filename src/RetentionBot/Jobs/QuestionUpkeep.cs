using RetentionBot.Features.Questions;
using RetentionBot.Outbox;
using RetentionBot.Store;

namespace RetentionBot.Jobs;

/// <summary>Passes questions on that waited for working hours, and forgets what threads were about once it is of no use any more.</summary>
internal sealed partial class QuestionUpkeep(IServiceScopeFactory scopes, OutboxSignal outbox, TimeProvider clock, ILogger<QuestionUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Somebody else may have been quicker with one of them: what is true is found out with the next look.
                if (!e.IsLostRace())
                {
                    LogFailed(e);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<QuestionContexts>().ForgetExpiredAsync(ct);
        if (await scope.ServiceProvider.GetRequiredService<HandOver>().PassOnDueAsync(ct))
        {
            outbox.Wake();
        }
    }

    [LoggerMessage(LogLevel.Error, "Questions that wait to be passed on could not be looked through; it is tried again")]
    private partial void LogFailed(Exception e);
}
