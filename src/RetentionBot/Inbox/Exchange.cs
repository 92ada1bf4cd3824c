namespace RetentionBot.Inbox;

/// <summary>
/// The HTTP exchange a turn came in. It is answered once: by the handler while the endpoint still waits, or else the endpoint ends it and what the handler says
/// leaves as a message. Whoever comes first decides.
/// </summary>
internal sealed class Exchange
{
    private const int Open = 0;
    private const int Answered = 1;
    private const int Ended = 2;

    private int _state = Open;

    /// <summary>One in which nobody waits, as after a restart.</summary>
    public static Exchange Over() => new() { _state = Ended };

    /// <returns>Whether the endpoint takes the answer; then it waits until there is one.</returns>
    public bool TryAnswer() => Interlocked.CompareExchange(ref _state, Answered, Open) != Ended;

    /// <summary>What was to be the answer was not saved; the next try decides again.</summary>
    public void TakeBack() => Interlocked.CompareExchange(ref _state, Open, Answered);

    /// <returns>Whether the endpoint may answer without waiting for the handler.</returns>
    public bool TryEnd() => Interlocked.CompareExchange(ref _state, Ended, Open) != Answered;
}
