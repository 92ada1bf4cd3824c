using RetentionBot.Features.Questions;
using RetentionBot.Outbox;

namespace RetentionBot.Jobs;

/// <summary>Passes questions on that waited for working hours, and forgets what threads were about once it is of no use any more.</summary>
internal sealed class QuestionUpkeep(QuestionContexts contexts, HandOver handOver, OutboxSignal outbox)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await contexts.ForgetExpiredAsync(ct);
        if (await handOver.PassOnDueAsync(ct))
        {
            outbox.Wake();
        }
    }
}
