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

    public ChannelAbilities Abilities { get; } = new(CanSayPrivately: false, CanReact: false, OpensForms: false);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct) => message switch
    {
        { Kind: SendKind.React } => new SendOutcome.Refused("The web chat has no signs under messages."),
        { Kind: SendKind.Private, Conversation.Kind: not ConversationKind.Personal } =>
            new SendOutcome.Refused("The web chat has private messages in personal conversations only."),
        { Conversation.PersonId: { } person } => await SendToPersonAsync(message, person, ct),
        _ => await SendToConversationAsync(message, ct),
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

    /// <summary>Everybody has one conversation, whether they opened the page yet or not.</summary>
    private async Task<SendOutcome> SendToPersonAsync(OutgoingMessage message, string person, CancellationToken ct)
    {
        if (await people.FindAsync(person, ct) is not { Conversation: { } conversation })
        {
            return new SendOutcome.Refused("There is no such person in the web chat.", Loss.Conversation);
        }

        var outcome = await SendToConversationAsync(message with { Conversation = conversation }, ct);
        return outcome is SendOutcome.Sent sent ? sent with { ConversationId = conversation.ConversationId } : outcome;
    }

    private Task<SendOutcome> SendToConversationAsync(OutgoingMessage message, CancellationToken ct) =>
        message.Kind == SendKind.Update ? UpdateAsync(message, ct) : PostAsync(message, ct);

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
            return new SendOutcome.Refused("There is no such message in the web chat.", Loss.Message);
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
