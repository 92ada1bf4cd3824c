using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.DirectLine;

/// <summary>Who may open the web chat. The application knows them; registered as a singleton.</summary>
public interface IDirectLinePeople
{
    /// <summary>The person a page asks to be, e.g. <c>daan</c>; null when there is no such person.</summary>
    Task<DirectLineVisitor?> FindAsync(string userId, CancellationToken ct);

    /// <summary>Everybody who can read a conversation; empty when it is unknown.</summary>
    Task<IReadOnlyList<DirectLineVisitor>> MembersAsync(string conversationId, CancellationToken ct);
}

/// <summary>A person of the web chat.</summary>
/// <param name="Person">Its <see cref="Person.UserId"/> is what the page asks for.</param>
/// <param name="Conversation">
/// The person's conversation, always the same one, so that what was posted before the page was opened is there. Its id stands in addresses as it is: letters,
/// digits and hyphens only.
/// </param>
/// <param name="Proof">Taken at its word: the web chat has no login, which is why it listens to this machine only.</param>
/// <param name="Locale">BCP 47; what the page sends goes first.</param>
public sealed record DirectLineVisitor(Person Person, ConversationRef Conversation, PersonProof Proof, string? Locale = null);
