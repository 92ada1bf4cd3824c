namespace RetentionBot.Channels.Turns;

/// <summary>A turn could not be kept, since nothing can be at the moment: the channel's service has to send it again. Why is in the log already.</summary>
/// <param name="cause">What was met.</param>
public sealed class TurnNotTakenException(Exception cause) : Exception("Nothing can be kept at the moment.", cause);
