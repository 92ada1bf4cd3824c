using System.Diagnostics;
using System.Diagnostics.Metrics;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Telemetry;

/// <summary>What the bot counts and times while it works; what can be looked up instead is read when somebody asks. <c>docs/operations.md</c> explains each.</summary>
/// <remarks>Labels are words of a small fixed set: channels, kinds, outcomes, job keys. Never a person, customer, place or address.</remarks>
internal sealed class BotMetrics
{
    /// <summary>The one meter of the bot.</summary>
    public const string MeterName = "RetentionBot";

    private static readonly InstrumentAdvice<double> Waits = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60] };
    private static readonly InstrumentAdvice<double> LongWaits = new() { HistogramBucketBoundaries = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 14400, 43200] };

    private readonly Counter<long> _turns;
    private readonly Histogram<double> _turnDuration;
    private readonly Histogram<double> _acknowledgeDuration;
    private readonly Counter<long> _sends;
    private readonly Histogram<double> _sendDuration;
    private readonly Counter<long> _throttles;
    private readonly Counter<long> _finished;
    private readonly Histogram<double> _deliveryDuration;
    private readonly Counter<long> _jobRuns;
    private readonly Histogram<double> _jobDuration;

    public BotMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _turns = meter.CreateCounter<long>("retentionbot.turns", "{turn}", "Deliveries that were handled to the end, and repeats that were answered from the store.");
        _turnDuration = meter.CreateHistogram("retentionbot.turn.duration", "s", "From a delivery's commit to the save of what it changed.", tags: null, Waits);
        _acknowledgeDuration = meter.CreateHistogram("retentionbot.turn.acknowledge.duration", "s", "How long a channel waited until its delivery was answered.", tags: null, Waits);
        _sends = meter.CreateCounter<long>("retentionbot.sends", "{send}", "Tries to send a message, by what the channel made of them.");
        _sendDuration = meter.CreateHistogram("retentionbot.send.duration", "s", "How long a channel took to send a message.", tags: null, Waits);
        _throttles = meter.CreateCounter<long>("retentionbot.throttles", "{throttle}", "Times a service asked for a rest, by what has to rest.");
        _finished = meter.CreateCounter<long>("retentionbot.outbox.finished", "{message}", "Messages that left the outbox for good or are held, by how they stand.");
        _deliveryDuration = meter.CreateHistogram("retentionbot.outbox.delivery.duration", "s", "From the commit of a message to its arrival, by how urgent it is.", tags: null, LongWaits);
        _jobRuns = meter.CreateCounter<long>("retentionbot.job.runs", "{run}", "Runs of jobs, by how they ended.");
        _jobDuration = meter.CreateHistogram("retentionbot.job.duration", "s", "How long a run of a job took.", tags: null, LongWaits);
    }

    public void TurnHandled(InboundTurn turn, bool hasFailed, TimeSpan took)
    {
        var tags = new TagList { { "channel", turn.Conversation.ChannelId }, { "kind", Word(turn.Kind) }, { "outcome", hasFailed ? "failed" : "done" } };
        _turns.Add(1, tags);
        _turnDuration.Record(took.TotalSeconds, tags);
    }

    /// <summary>A delivery came again and had no second effect.</summary>
    public void TurnRepeated(InboundTurn turn) =>
        _turns.Add(1, new TagList { { "channel", turn.Conversation.ChannelId }, { "kind", Word(turn.Kind) }, { "outcome", "repeated" } });

    /// <param name="isFinished">Whether the handler was done by then.</param>
    public void Acknowledged(InboundTurn turn, bool isFinished, TimeSpan took) => _acknowledgeDuration.Record(
        took.TotalSeconds, new TagList { { "channel", turn.Conversation.ChannelId }, { "answer", isFinished ? "final" : "interim" } });

    public void Sent(string channel, SendKind kind, SendOutcome outcome, TimeSpan took)
    {
        var tags = new TagList { { "channel", channel }, { "kind", Word(kind) }, { "outcome", OutcomeOf(outcome) } };
        _sends.Add(1, tags);
        _sendDuration.Record(took.TotalSeconds, tags);
    }

    public void Throttled(string channel, PauseScope what) => _throttles.Add(1, new TagList { { "channel", channel }, { "scope", Word(what) } });

    /// <param name="channel">Where to.</param>
    /// <param name="state">The word of its last state.</param>
    public void Finished(string channel, string state) => _finished.Add(1, new TagList { { "channel", channel }, { "state", state } });

    public void Delivered(string channel, string priority, TimeSpan took) => _deliveryDuration.Record(took.TotalSeconds, new TagList { { "channel", channel }, { "priority", priority } });

    public void JobRan(string key, bool hasFailed, TimeSpan took)
    {
        var tags = new TagList { { "job", key }, { "outcome", hasFailed ? "failed" : "succeeded" } };
        _jobRuns.Add(1, tags);
        _jobDuration.Record(took.TotalSeconds, tags);
    }

    /// <summary>A name of ours as a label: <c>CardAction</c> is <c>card_action</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => Words<T>.Of[value];

    private static string OutcomeOf(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent => "sent",
        SendOutcome.TryAgain => "try_again",
        SendOutcome.Refused => "refused",
        _ => "unknown",
    };

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>().Distinct().ToDictionary(
            value => value, value => string.Concat(value.ToString().Select((c, at) => at > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")));
    }
}
