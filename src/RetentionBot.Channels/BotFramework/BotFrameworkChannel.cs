using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Speaks in Microsoft Teams through the Bot Connector.</summary>
internal sealed partial class BotFrameworkChannel(ConnectorClient connector, Roster roster, HomeTenants tenants, ILogger<BotFrameworkChannel> log) : IChannel
{
    public string ChannelId => ChannelIds.Teams;

    public ChannelAbilities Abilities { get; } = new(CanSayPrivately: false, CanReact: false, OpensForms: false);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct) => message switch
    {
        { Kind: SendKind.React } => new SendOutcome.Refused("Teams lets a bot put no sign under a message."),
        { Kind: SendKind.Update, MessageId: null } => new SendOutcome.Refused("An update needs the id of its message."),
        { Kind: SendKind.Private, Conversation.Kind: not ConversationKind.Personal } =>
            new SendOutcome.Refused("Teams has no private messages outside a personal chat."),
        { Conversation.PersonId: { } person } => await SendToPersonAsync(message, person, ct),
        _ => await SendToConversationAsync(message, ct),
    };

    public async Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct)
    {
        if (await roster.MemberAsync(conversation, person.UserId, ct) is not { } member)
        {
            return PersonProof.Unproven;
        }

        var kind = tenants.Includes(conversation.TenantId) ? Roster.KindOf(member, conversation.TenantId) : PersonKind.OtherCompany;

        // A guest's sign-in name is no mail address; of another company's two only the sign-in name lies in a domain which that company had to prove its own.
        var email = kind switch
        {
            PersonKind.Guest => member.Email,
            PersonKind.OtherCompany => member.UserPrincipalName,
            _ => member.Email ?? member.UserPrincipalName,
        };
        return new PersonProof(kind, email, member.Name);
    }

    public Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct) => roster.AudienceAsync(conversation, ct);

    public void ForgetAudience(ConversationRef conversation) => roster.Forget(conversation);

    /// <summary>Opens the chat first. Opening it again gives the same one, so an unanswered opening is simply repeated.</summary>
    private async Task<SendOutcome> SendToPersonAsync(OutgoingMessage message, string person, CancellationToken ct)
    {
        var to = message.Conversation;
        var chat = new ConversationParameters
        {
            IsGroup = false,
            Bot = to.BotId is { } bot ? new ChannelAccount { Id = bot } : null,
            Members = [new ChannelAccount { Id = person }],
            TenantId = to.TenantId,
            ChannelData = new TeamsChannelData { Tenant = to.TenantId is { } tenant ? new NamedId(tenant) : null },
        };

        var answer = await CreateAsync(to, chat, ct);
        if (answer is not ConnectorAnswer.Answered { IsSuccess: true } opened)
        {
            return SendOutcomes.OfFailure(answer, isRepeatable: true);
        }

        if (WireJson.TryRead(opened.Body, WireJson.Default.ResourceResponse)?.Id is not { } id)
        {
            return new SendOutcome.TryAgain("The chat was opened but not named.");
        }

        var inChat = message with { Conversation = to with { ConversationId = id, PersonId = null, ServiceUrl = opened.MovedTo ?? to.ServiceUrl } };
        var outcome = await SendToConversationAsync(inChat, ct);
        return outcome is SendOutcome.Sent sent
            ? sent with { ConversationId = id, ServiceUrl = sent.ServiceUrl ?? opened.MovedTo }
            : outcome;
    }

    private Task<SendOutcome> SendToConversationAsync(OutgoingMessage message, CancellationToken ct) => message switch
    {
        { Kind: SendKind.Update, MessageId: { } id } => UpdateAsync(message, id, ct),
        { Conversation: { Kind: ConversationKind.Channel, ThreadId: null } } => StartThreadAsync(message, ct),
        _ => PostAsync(message, ct),
    };

    /// <summary>A new thread is a new conversation; its id names the thread.</summary>
    private async Task<SendOutcome> StartThreadAsync(OutgoingMessage message, CancellationToken ct)
    {
        var to = message.Conversation;
        var thread = new ConversationParameters
        {
            IsGroup = true,
            TenantId = to.TenantId,
            ChannelData = new TeamsChannelData
            {
                Channel = new NamedId(to.ConversationId),
                Tenant = to.TenantId is { } tenant ? new NamedId(tenant) : null,
            },
        };

        var answer = await SendFittingAsync(message, conversationId: null, activity => CreateAsync(to, thread with { Activity = activity }, ct));
        if (answer is not ConnectorAnswer.Answered { IsSuccess: true } started)
        {
            return SendOutcomes.OfFailure(answer, isRepeatable: false);
        }

        var created = WireJson.TryRead(started.Body, WireJson.Default.ResourceResponse);
        var threadId = created?.Id is { } id ? ConversationIds.Split(id).Thread : null;
        return new SendOutcome.Sent(created?.ActivityId ?? threadId, threadId ?? created?.ActivityId) { ServiceUrl = started.MovedTo };
    }

    private Task<SendOutcome> PostAsync(OutgoingMessage message, CancellationToken ct)
    {
        var conversationId = ConversationIds.Join(message.Conversation.ConversationId, message.Conversation.ThreadId);
        var resource = message.ReplyToId is { } answered
            ? ServiceUrls.Resource("conversations", conversationId, "activities", answered)
            : ServiceUrls.Resource("conversations", conversationId, "activities");
        return SendActivityAsync(message, HttpMethod.Post, conversationId, resource, ct);
    }

    /// <summary>The first message of a thread carries the thread's id, so an update of one whose thread was not kept still finds it.</summary>
    private Task<SendOutcome> UpdateAsync(OutgoingMessage message, string id, CancellationToken ct)
    {
        var to = message.Conversation;
        var conversationId = ConversationIds.Join(to.ConversationId, to.ThreadId ?? (to.Kind == ConversationKind.Channel ? id : null));
        return SendActivityAsync(message, HttpMethod.Put, conversationId, ServiceUrls.Resource("conversations", conversationId, "activities", id), ct);
    }

    private async Task<SendOutcome> SendActivityAsync(
        OutgoingMessage message, HttpMethod method, string conversationId, string resource, CancellationToken ct)
    {
        var answer = await SendFittingAsync(
            message,
            conversationId,
            activity => connector.SendAsync(message.Conversation.ServiceUrl, method, resource, activity, WireJson.Default.Activity, ct));
        return answer is ConnectorAnswer.Answered { IsSuccess: true } sent
            ? new SendOutcome.Sent(WireJson.TryRead(sent.Body, WireJson.Default.ResourceResponse)?.Id ?? message.MessageId) { ServiceUrl = sent.MovedTo }
            : SendOutcomes.OfFailure(answer, isRepeatable: method == HttpMethod.Put);
    }

    private Task<ConnectorAnswer> CreateAsync(ConversationRef to, ConversationParameters conversation, CancellationToken ct) =>
        connector.SendAsync(
            to.ServiceUrl, HttpMethod.Post, ServiceUrls.Resource("conversations"), conversation, WireJson.Default.ConversationParameters, ct);

    /// <summary>Sends a message, and once in a short form when it is, or Teams finds it, too large.</summary>
    private async Task<ConnectorAnswer> SendFittingAsync(
        OutgoingMessage message, string? conversationId, Func<Activity, Task<ConnectorAnswer>> send)
    {
        var activity = OutgoingActivity.For(message, conversationId);
        var size = OutgoingActivity.SizeOf(activity);
        if (size > OutgoingActivity.TargetBytes)
        {
            LogLarge(message.Id, size, OutgoingActivity.TargetBytes);
        }

        if (!OutgoingActivity.IsTooLarge(size) && await send(activity) is var answer and not ConnectorAnswer.Answered { Status: 413 })
        {
            return answer;
        }

        LogShortened(message.Id);
        return await send(OutgoingActivity.ShortFor(message, conversationId));
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} takes {Size} bytes, more than the {Target} that are safe")]
    private partial void LogLarge(string messageId, int size, int target);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} was too large for Teams: its text alone is sent")]
    private partial void LogShortened(string messageId);
}
