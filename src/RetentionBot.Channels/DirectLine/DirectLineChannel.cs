using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.DirectLine;

/// <summary>
/// Sends to the web chat by writing to its log, where the pages look every second. A post repeated under the same id rewrites itself, so nothing is ever shown
/// twice. A failing log throws.
/// </summary>
internal sealed partial class DirectLineChannel(IDirectLineLog log, IDirectLinePeople people, TimeProvider clock, ILogger<DirectLineChannel> logger)
    : IChannel
{
    public string ChannelId => ChannelIds.DirectLine;

    public ChannelAbilities Abilities { get; } = new(CanSayPrivately: false, CanReact: false);

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct) => message switch
    {
        { Kind: SendKind.Update } => UpdateAsync(message, ct),
        { Kind: SendKind.Private, Conversation.Kind: not ConversationKind.Personal } =>
            Task.FromResult<SendOutcome>(new SendOutcome.Refused("The web chat has private messages in personal conversations only.")),
        _ => PostAsync(message, ct),
    };

    public async Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct)
    {
        var members = await MembersAsync(conversation, ct);
        return members.FirstOrDefault(member => member.Person.Key == person.Key)?.Proof ?? PersonProof.Unproven;
    }

    public async Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct)
    {
        var members = await MembersAsync(conversation, ct);
        if (members.Count == 0)
        {
            return Audience.Unknown;
        }

        return members.All(member => member.Proof.IsColleague) ? Audience.InternalOnly : Audience.WithOutsiders;
    }

    /// <summary>Nothing is remembered.</summary>
    public void ForgetAudience(ConversationRef conversation)
    {
    }

    /// <summary>Who is there; nobody when it cannot be found out.</summary>
    private async Task<IReadOnlyList<DirectLineVisitor>> MembersAsync(ConversationRef conversation, CancellationToken ct)
    {
        try
        {
            return await people.MembersAsync(conversation.ConversationId, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogMembersUnknown(logger, exception, conversation.ConversationId);
            return [];
        }
    }

    private async Task<SendOutcome> PostAsync(OutgoingMessage message, CancellationToken ct)
    {
        var id = $"{message.Conversation.ConversationId}|{message.Id}";
        await log.WriteAsync(
            message.Conversation.ConversationId,
            DirectLineActivity.FromBot(message.Content, id, message.Conversation, message.ReplyToId, clock.GetUtcNow()),
            ct);
        return new SendOutcome.Sent(id);
    }

    private async Task<SendOutcome> UpdateAsync(OutgoingMessage message, CancellationToken ct)
    {
        var room = message.Conversation.ConversationId;
        if (message.MessageId is null || await log.FindAsync(room, message.MessageId, ct) is not { } earlier)
        {
            return new SendOutcome.Refused("There is no such message in the web chat.");
        }

        var update = DirectLineActivity.FromBot(message.Content, message.MessageId, message.Conversation, message.ReplyToId, clock.GetUtcNow());

        // The client sorts by time: the message keeps its place.
        update["timestamp"] = earlier["timestamp"]?.DeepClone();
        await log.WriteAsync(room, update, ct);
        return new SendOutcome.Sent(message.MessageId);
    }

    [LoggerMessage(LogLevel.Warning, "The members of conversation {ConversationId} could not be found out")]
    private static partial void LogMembersUnknown(ILogger logger, Exception exception, string conversationId);
}
