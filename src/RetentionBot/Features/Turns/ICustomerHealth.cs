using RetentionBot.Channels.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>Shows how one customer is doing and did, for whoever was asked. Knows nothing of rights; whoever calls has asked for those.</summary>
internal interface ICustomerHealth
{
    Task<MessageContent> ShowAsync(long customerId, Texts texts, CancellationToken ct);
}
