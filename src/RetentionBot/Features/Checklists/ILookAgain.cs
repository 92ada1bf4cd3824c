namespace RetentionBot.Features.Checklists;

/// <summary>Looks again at what is shown of the lists that are worked off.</summary>
internal interface ILookAgain
{
    /// <summary>Does the homework of every open list anew, rewrites the cards of those that came out otherwise, and saves. Done again it changes nothing.</summary>
    Task LookAgainAsync(CancellationToken ct);
}
