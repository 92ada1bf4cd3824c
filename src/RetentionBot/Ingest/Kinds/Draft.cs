using RetentionBot.Domain.Customers;

namespace RetentionBot.Ingest.Kinds;

/// <summary>A row that was read and found good by itself; what it names is looked up next.</summary>
/// <param name="Key">The <see cref="IImported.SourceKey"/>.</param>
/// <param name="Build">Makes the entity under a known id, 0 for a new one.</param>
internal sealed record Draft<T>(string Key, Func<long, Named, T> Build)
    where T : class, IImported
{
    /// <summary>Source id of the customer the row belongs to; null when it names none.</summary>
    public string? Customer { get; init; }

    /// <summary>Source id of the contact the row belongs to.</summary>
    public string? Contact { get; init; }

    /// <summary>Whether the row is a person itself, whom its key names.</summary>
    public bool IsPerson { get; init; }

    /// <summary>What whoever the row is about is called where that need not be a contact's id.</summary>
    public string? Respondent { get; init; }

    /// <summary>Source id of a subscription, whose customer the row belongs to.</summary>
    public string? Subscription { get; init; }
}

/// <summary>What a row's names turned out to be.</summary>
/// <param name="CustomerId">The customer; null when it names none.</param>
/// <param name="ContactId">The contact; null when it names none, and when they were erased.</param>
/// <param name="Pseudonym">What to call somebody who was erased; null unless they were.</param>
internal readonly record struct Named(long? CustomerId, long? ContactId, string? Pseudonym = null)
{
    /// <summary>For kinds whose rows always name a customer.</summary>
    public long Customer => CustomerId ?? throw new InvalidOperationException("A row of this kind names its customer.");
}
