using RetentionBot.Channels.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>Says how far the weekly checklist is, for whoever was asked. Knows nothing of rights; whoever calls has asked for those.</summary>
internal interface IChecklistStatus
{
    Task<MessageContent> ShowAsync(Texts texts, CancellationToken ct);
}
