using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>Slack as the outbox sees it: one message in, one of four outcomes out.</summary>
internal sealed partial class SlackChannel(SlackApi api, SlackResponder responder, SlackDirectory directory, ILogger<SlackChannel> log) : IChannel
{
    public string ChannelId => ChannelIds.Slack;

    public ChannelAbilities Abilities { get; } = new(CanSayPrivately: true, CanReact: true, OpensForms: true);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (message is { Kind: SendKind.React, Sign: { } sign })
        {
            return await ReactAsync(message, sign, ct);
        }


        // A page takes none of the newer blocks.
        Surface? surface = SlackHome.Owner(message.Conversation) is null ? null : Surface.OlderMessage;
        var content = AdaptiveCardRenderer.Render(message.Content.Text, message.Content.Card, surface);
        if (content.Warnings.Count > 0)
        {
            LogLossy(message.Id, content.Warnings.Count);
        }

        if (message is { Kind: SendKind.Private, RecipientId: { } recipient }
            && await responder.TrySayAsync(message.Conversation with { ThreadId = SlackCall.PrivateThread(message) }, recipient, content, ct) is { } reply)
        {
            return SlackOutcomes.Of(message, "response_url", reply);
        }

        return await ShowAsync(message, content, ct);
    }

    public Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct) => directory.ProveAsync(person, ct);

    public Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct) => directory.AudienceAsync(conversation, ct);

    public void ForgetAudience(ConversationRef conversation) => directory.Forget(conversation);

    private async Task<SendOutcome> ShowAsync(OutgoingMessage message, SlackMessage content, CancellationToken ct)
    {
        var call = SlackCall.For(message, content.Text, content.Blocks);
        var reply = await api.CallAsync(call.Method, call.Fields, ct);
        if (reply.Error is { } error && SlackErrors.Classify(error) == SlackErrorClass.Malformed)
        {
            // Slack's newer blocks reach workspaces unevenly: what they show is said in older ones; and the words must arrive even where it is another block.
            LogDegraded(message.Id, error, Pointers(reply));
            var older = AdaptiveCardRenderer.Render(message.Content.Text, message.Content.Card, Surface.OlderMessage).Blocks;
            var blocks = JsonNode.DeepEquals(older, content.Blocks) ? null : older;
            reply = await api.CallAsync(call.Method, SlackCall.For(message, content.Text, blocks).Fields, ct);
        }

        return SlackOutcomes.Of(message, call.Method, reply);
    }

    /// <summary>Puts the sign, or says the sentence to the person alone where Slack lets the bot give none.</summary>
    private async Task<SendOutcome> ReactAsync(OutgoingMessage message, ReactionSign sign, CancellationToken ct)
    {
        const string Method = "reactions.add";
        var name = sign == ReactionSign.Done ? "white_check_mark" : "eyes";
        var reply = await api.CallAsync(
            Method, [new("channel", message.Conversation.ConversationId), new("timestamp", message.MessageId ?? ""), new("name", name)], ct);
        var outcome = reply.Error == "already_reacted" ? new SendOutcome.Sent(MessageId: null) : SlackOutcomes.Of(message, Method, reply);
        return outcome is SendOutcome.Refused && reply.Error != SlackErrors.NotConfigured
            ? await SendAsync(message with { Kind = SendKind.Private }, ct)
            : outcome;
    }

    /// <summary>Where in the blocks the fault is; the rest of Slack's message is left out, it may quote the text.</summary>
    private static string Pointers(SlackReply reply) =>
        string.Join(' ', Pointer().Matches(reply.Body.At("errors").ToString()).Take(5).Select(match => match.Value));

    [GeneratedRegex(@"/blocks[/\w]*", RegexOptions.CultureInvariant)]
    private static partial Regex Pointer();

    [LoggerMessage(LogLevel.Information, "Message {MessageId} rendered for Slack with {Count} losses")]
    private partial void LogLossy(string messageId, int count);

    [LoggerMessage(LogLevel.Warning, "Blocks of message {MessageId} refused ({Error} at {Pointers}): sent in a simpler form")]
    private partial void LogDegraded(string messageId, string error, string pointers);
}
