using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>Slack as the outbox sees it: one message in, one of four outcomes out.</summary>
internal sealed partial class SlackChannel(SlackApi api, SlackDirectory directory, ILogger<SlackChannel> log) : IChannel
{
    /// <summary>Between two tries while only an operator can mend it.</summary>
    private static readonly TimeSpan OperatorPause = TimeSpan.FromMinutes(5);

    public string ChannelId => ChannelIds.Slack;

    public ChannelAbilities Abilities { get; } = new(CanSayPrivately: true, CanReact: true);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var content = AdaptiveCardRenderer.Render(message.Content.Text, message.Content.Card);
        if (content.Warnings.Count > 0)
        {
            LogLossy(message.Id, content.Warnings.Count);
        }

        var method = Method(message.Kind);
        var reply = await api.CallAsync(method, Fields(message, content.Text, content.BlocksJson), ct);
        if (reply.Error is { } error && SlackErrors.Classify(error) == SlackErrorClass.Blocks)
        {
            // Slack's newer blocks reach workspaces unevenly: the words must arrive even where the blocks are refused.
            LogDegraded(message.Id, error, Pointers(reply));
            reply = await api.CallAsync(method, Fields(message, content.Text, blocks: null), ct);
        }

        return Outcome(message.Kind, method, reply);
    }

    public Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct) => directory.ProveAsync(person, ct);

    public Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct) => directory.AudienceAsync(conversation, ct);

    public void ForgetAudience(ConversationRef conversation) => directory.Forget(conversation);

    private static string Method(SendKind kind) => kind switch
    {
        SendKind.Update => "chat.update",
        SendKind.Private => "chat.postEphemeral",
        _ => "chat.postMessage",
    };

    private static IEnumerable<KeyValuePair<string, string>> Fields(OutgoingMessage message, string text, string? blocks)
    {
        yield return new("channel", message.Conversation.ConversationId);
        yield return new("text", text);
        if (message.Kind == SendKind.Update)
        {
            // The empty list takes earlier blocks away; leaving the field out would be up to Slack.
            yield return new("blocks", blocks ?? "[]");
            yield return new("ts", message.MessageId ?? "");
            yield break;
        }

        if (blocks is not null)
        {
            yield return new("blocks", blocks);
        }

        if (message.Kind == SendKind.Private)
        {
            yield return new("user", message.RecipientId ?? "");
        }
        else
        {
            yield return new("mrkdwn", "true");
            yield return new("unfurl_links", "false");
            yield return new("unfurl_media", "false");
        }

        if (message.Conversation.ThreadId is { } thread)
        {
            yield return new("thread_ts", thread);
        }
    }

    private SendOutcome Outcome(SendKind kind, string method, SlackReply reply)
    {
        if (reply.Error is not { } error)
        {
            // What postEphemeral returns names nothing that could be updated.
            return new SendOutcome.Sent(kind == SendKind.Private ? null : reply.Body.Text("ts"));
        }

        if (error == SlackErrors.NotConfigured)
        {
            return new SendOutcome.Refused("Slack is not configured here: set Slack:BotToken and Slack:SigningSecrets.");
        }

        var reason = $"Slack: {error} to {method}.";
        switch (SlackErrors.Classify(error))
        {
            case SlackErrorClass.Unclear when kind != SendKind.Update && reply.IsDelivered:
                return new SendOutcome.Unknown(reason);
            case SlackErrorClass.Transient or SlackErrorClass.Unclear:
                return new SendOutcome.TryAgain(reason, reply.RetryAfter);
            case SlackErrorClass.ConversationGone:
                return new SendOutcome.Refused(reason, Loss.Conversation);
            case SlackErrorClass.BadCredentials:
                LogBadCredentials(error);
                return new SendOutcome.TryAgain(reason, OperatorPause);
            default:
                return new SendOutcome.Refused(reason);
        }
    }

    /// <summary>Where in the blocks the fault is; the rest of Slack's message is left out, it may quote the text.</summary>
    private static string Pointers(SlackReply reply) =>
        string.Join(' ', Pointer().Matches(reply.Body.At("errors").ToString()).Take(5).Select(match => match.Value));

    [GeneratedRegex(@"/blocks[/\w]*", RegexOptions.CultureInvariant)]
    private static partial Regex Pointer();

    [LoggerMessage(LogLevel.Information, "Message {MessageId} rendered for Slack with {Count} losses")]
    private partial void LogLossy(string messageId, int count);

    [LoggerMessage(LogLevel.Warning, "Blocks of message {MessageId} refused ({Error} at {Pointers}): sent as plain text")]
    private partial void LogDegraded(string messageId, string error, string pointers);

    [LoggerMessage(LogLevel.Error, "Slack no longer accepts the bot token ({Error}): nothing can be sent until it is replaced")]
    private partial void LogBadCredentials(string error);
}
