namespace RetentionBot.Store.Entities;

/// <summary>What a person asked last in a thread, for "and in Belgium?". One row a thread and person, of no use once it has expired.</summary>
internal sealed class QuestionContext
{
    public long Id { get; init; }

    /// <summary>The room and the thread in it.</summary>
    public required string ThreadKey { get; init; }

    public required string PersonKey { get; init; }

    /// <summary>The last question that was understood, as JSON.</summary>
    public required string Reading { get; set; }

    /// <summary>The code of the answer's proof; null when it had no figures.</summary>
    public string? ProofCode { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }
}
