using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Speaks in Microsoft Teams through the Bot Connector.</summary>
internal sealed class BotFrameworkChannel(ConnectorClient connector, Roster roster, HomeTenants tenants) : IChannel
{
    public string ChannelId => ChannelIds.Teams;

    public ChannelAbilities Abilities { get; } = new(CanSayPrivately: false, CanReact: false);

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var to = message.Conversation;
        var service = to.ServiceUrl ?? ServiceUrls.Global;
        return message.Kind switch
        {
            SendKind.Update when message.MessageId is { } id => UpdateAsync(message, service, id, ct),
            SendKind.Update => Refuse("An update needs the id of its message."),
            SendKind.Private when to.Kind != ConversationKind.Personal => Refuse("Teams has no private messages outside a personal chat."),
            _ when to.Kind == ConversationKind.Channel && to.ThreadId is null => StartThreadAsync(message, service, ct),
            _ => PostAsync(message, service, ct),
        };
    }

    public async Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct)
    {
        if (await roster.MemberAsync(conversation, person.UserId, ct) is not { } member)
        {
            return PersonProof.Unproven;
        }

        var kind = tenants.Includes(conversation.TenantId) ? Roster.KindOf(member, conversation.TenantId) : PersonKind.OtherCompany;

        // A guest's sign-in name is no mail address.
        return new PersonProof(kind, member.Email ?? (kind == PersonKind.Guest ? null : member.UserPrincipalName), member.Name);
    }

    public Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct) => roster.AudienceAsync(conversation, ct);

    public void ForgetAudience(ConversationRef conversation) => roster.Forget(conversation);

    /// <summary>A new thread is a new conversation; its id names the thread.</summary>
    private async Task<SendOutcome> StartThreadAsync(OutgoingMessage message, string service, CancellationToken ct)
    {
        var to = message.Conversation;
        var thread = new ConversationParameters
        {
            IsGroup = true,
            TenantId = to.TenantId,
            ChannelData = new TeamsChannelData
            {
                Channel = new NamedId(to.ConversationId),
                Tenant = to.TenantId is null ? null : new NamedId(to.TenantId),
            },
            Activity = OutgoingActivity.For(message, conversationId: null),
        };

        var answer = await connector.SendAsync(
            service, HttpMethod.Post, ServiceUrls.Resource(service, "conversations"), thread, WireJson.Default.ConversationParameters, ct);
        if (answer is not ConnectorAnswer.Answered { IsSuccess: true } started)
        {
            return SendOutcomes.OfFailure(answer, isRepeatable: false);
        }

        var created = WireJson.TryRead(started.Body, WireJson.Default.ResourceResponse);
        var threadId = created?.Id is { } id ? ConversationIds.Split(id).Thread : null;
        return new SendOutcome.Sent(created?.ActivityId ?? threadId, threadId ?? created?.ActivityId);
    }

    private Task<SendOutcome> PostAsync(OutgoingMessage message, string service, CancellationToken ct)
    {
        var conversationId = ConversationIds.Join(message.Conversation.ConversationId, message.Conversation.ThreadId);
        string[] path = message.ReplyToId is { } answered
            ? ["conversations", conversationId, "activities", answered]
            : ["conversations", conversationId, "activities"];
        return SendActivityAsync(message, service, HttpMethod.Post, conversationId, path, ct);
    }

    /// <summary>The first message of a thread carries the thread's id, so an update of one whose thread was not kept still finds it.</summary>
    private Task<SendOutcome> UpdateAsync(OutgoingMessage message, string service, string id, CancellationToken ct)
    {
        var to = message.Conversation;
        var conversationId = ConversationIds.Join(to.ConversationId, to.ThreadId ?? (to.Kind == ConversationKind.Channel ? id : null));
        return SendActivityAsync(message, service, HttpMethod.Put, conversationId, ["conversations", conversationId, "activities", id], ct);
    }

    private async Task<SendOutcome> SendActivityAsync(
        OutgoingMessage message, string service, HttpMethod method, string conversationId, string[] path, CancellationToken ct)
    {
        var activity = OutgoingActivity.For(message, conversationId);
        var answer = await connector.SendAsync(service, method, ServiceUrls.Resource(service, path), activity, WireJson.Default.Activity, ct);
        return answer is ConnectorAnswer.Answered { IsSuccess: true } sent
            ? new SendOutcome.Sent(WireJson.TryRead(sent.Body, WireJson.Default.ResourceResponse)?.Id ?? message.MessageId)
            : SendOutcomes.OfFailure(answer, isRepeatable: method == HttpMethod.Put);
    }

    private static Task<SendOutcome> Refuse(string reason) => Task.FromResult<SendOutcome>(new SendOutcome.Refused(reason));
}
