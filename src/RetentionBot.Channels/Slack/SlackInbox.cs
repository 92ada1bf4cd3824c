using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>What events, interactions and commands have in common: whether the request is meant for us, and handing the turn in.</summary>
internal sealed partial class SlackInbox(ITurnReceiver receiver, SlackWorkspace workspace, IOptions<SlackOptions> options, ILogger<SlackInbox> log)
{
    /// <summary>Of the three seconds Slack waits; the rest is for the way.</summary>
    internal static readonly TimeSpan AckLimit = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// Whether a request is for this app and this installation. The installation is compared once the workspace is known, which takes a call to Slack that no
    /// acknowledgement may wait for; until then a stranger's turn is let through, and the proof of the person fails it.
    /// </summary>
    public bool IsOurs(string? appId, string? teamId, string? enterpriseId)
    {
        var isOurs = IsOurApp(appId) && workspace.Known?.Covers(teamId, enterpriseId) != false;
        if (!isOurs)
        {
            LogNotOurs(teamId);
        }

        return isOurs;
    }

    public bool IsOurApp(string? appId) => string.IsNullOrWhiteSpace(options.Value.AppId) || appId == options.Value.AppId;

    /// <summary>Runs out when the acknowledgement is due.</summary>
    public static CancellationTokenSource StartLimit(CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(AckLimit);
        return limit;
    }

    /// <summary>The acknowledgement waits for the rest no longer than it may; what is under way then goes on.</summary>
    public static async Task AtMostAsync(Task work, CancellationToken limit) => await Task.WhenAny(work, Task.Delay(Timeout.Infinite, limit));

    /// <summary>Commits a turn whose answers all leave as messages.</summary>
    public async Task<SlackAck> AcknowledgeAsync(InboundTurn turn, CancellationToken ct)
    {
        using var limit = StartLimit(ct);
        if (await TakeAsync(turn, limit.Token) is not { } taken)
        {
            return SlackAck.NotTaken;
        }

        await AtMostAsync(taken.AnswerAsync(), limit.Token);
        return SlackAck.Taken;
    }

    /// <returns>Null when the turn was not committed in time, or not at all: then it has to come again.</returns>
    public async Task<TakenTurn?> TakeAsync(InboundTurn turn, CancellationToken limit)
    {
        try
        {
            // A store may hold up the very thread that asks it, so another one asks.
            return await Task.Run(() => receiver.TakeAsync(turn, limit), CancellationToken.None).WaitAsync(limit);
        }
        catch (TurnNotTakenException)
        {
            LogNotTaken(turn.DeliveryKey);
            return null;
        }
        catch (Exception failure)
        {
            LogNotCommitted(failure, turn.DeliveryKey);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Request for another app or installation dropped (team {TeamId})")]
    private partial void LogNotOurs(string? teamId);

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryKey} is left for later: nothing can be kept now")]
    private partial void LogNotTaken(string deliveryKey);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryKey} could not be committed")]
    private partial void LogNotCommitted(Exception failure, string deliveryKey);
}
