using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>What events, interactions and commands have in common: whether the request is meant for us, and handing the turn in.</summary>
internal sealed partial class SlackInbox(ITurnReceiver receiver, SlackWorkspace workspace, IOptions<SlackOptions> options, ILogger<SlackInbox> log)
{
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

    /// <summary>
    /// Commits the turn and acknowledges it, whatever came of it: answers leave as messages. 503 when it could not be committed, so that it is sent
    /// again.
    /// </summary>
    public async Task<IResult> ReceiveAsync(InboundTurn turn, CancellationToken ct)
    {
        try
        {
            await receiver.ReceiveAsync(turn, ct);
            return Results.Ok();
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogNotCommitted(failure, turn.DeliveryKey);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(LogLevel.Information, "Request for another app or installation dropped (team {TeamId})")]
    private partial void LogNotOurs(string? teamId);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryKey} could not be committed")]
    private partial void LogNotCommitted(Exception failure, string deliveryKey);
}
