using RetentionBot.Channels.DirectLine;
using RetentionBot.Channels.Turns;
using RetentionBot.Text;

namespace RetentionBot.WebChat;

/// <summary>Whom a visitor of the local web chat can be: three people of the sample company. Development only, since there is no login.</summary>
internal sealed class WebChatPeople : IDirectLinePeople
{
    /// <summary>The customer success manager, whose conversation gets the alerts.</summary>
    public static DirectLineVisitor Csm { get; } = Visitor("daan", "Daan Visser", PersonKind.Colleague, Texts.English);

    /// <summary>The manager, who asks for figures.</summary>
    public static DirectLineVisitor Manager { get; } = Visitor("joris", "Joris Hendriks", PersonKind.Colleague, Texts.Dutch);

    /// <summary>A customer, who answers surveys and must see nothing else.</summary>
    public static DirectLineVisitor Customer { get; } = Visitor("lotte", "Lotte Jansen", PersonKind.OtherCompany, Texts.Dutch);

    public static IReadOnlyList<DirectLineVisitor> All { get; } = [Csm, Manager, Customer];

    public Task<DirectLineVisitor?> FindAsync(string userId, CancellationToken ct) =>
        Task.FromResult(All.FirstOrDefault(v => v.Person.UserId == userId));

    public Task<IReadOnlyList<DirectLineVisitor>> MembersAsync(string conversationId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<DirectLineVisitor>>([.. All.Where(v => v.Conversation.ConversationId == conversationId)]);

    private static DirectLineVisitor Visitor(string id, string name, PersonKind kind, string language) => new(
        new Person { ChannelId = ChannelIds.DirectLine, UserId = id, Name = name },
        new ConversationRef { ChannelId = ChannelIds.DirectLine, ConversationId = $"webchat-{id}", Kind = ConversationKind.Personal },
        new PersonProof(kind, $"{id}@example.com", name),
        language);
}
