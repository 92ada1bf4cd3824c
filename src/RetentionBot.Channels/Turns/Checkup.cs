namespace RetentionBot.Channels.Turns;

/// <summary>How something that was looked at stands.</summary>
public enum CheckupState
{
    Well,

    /// <summary>Not in use, or not to be known from here; nobody has to do anything.</summary>
    Off,
    Wrong,
}

/// <summary>One thing an operator is told about their set-up, in English as everything at the prompt.</summary>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Said">What was found, in a sentence. Never a secret, nor what a service says beside its code: that may repeat one.</param>
/// <param name="Mend">How to mend it, in a sentence, where it is wrong.</param>
public sealed record CheckupLine(string Subject, CheckupState State, string Said, string? Mend = null)
{
    /// <summary>What Slack's signatures bear: a request that seems older, or younger, is refused.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    public static CheckupLine Well(string subject, string said) => new(subject, CheckupState.Well, said);

    public static CheckupLine Off(string subject, string said) => new(subject, CheckupState.Off, said);

    public static CheckupLine Wrong(string subject, string said, string mend) => new(subject, CheckupState.Wrong, said, mend);

    /// <summary>This machine's clock beside the one of a service.</summary>
    /// <param name="theirs">The Date of an answer.</param>
    public static CheckupLine Clock(string service, DateTimeOffset? theirs, DateTimeOffset ours)
    {
        var subject = $"Clock beside {service}";
        if (theirs is not { } date)
        {
            return Off(subject, $"{service} did not say what time it is.");
        }

        var (skew, way) = ours >= date ? (ours - date, "ahead of") : (date - ours, "behind");
        return skew <= MostSkew
            ? Well(subject, "This machine's clock agrees.")
            : Wrong(
                subject,
                $"This machine's clock is {(long)skew.TotalMinutes} minutes {way} {service}: signatures and tokens more than 5 minutes off are refused.",
                "Set the clock and keep it right with a time service (on Linux: timedatectl set-ntp true).");
    }
}

/// <summary>Looks at one part of the set-up as an operator asked; changes nothing.</summary>
public interface ICheckup
{
    Task<IReadOnlyList<CheckupLine>> LookAsync(CancellationToken ct);
}
