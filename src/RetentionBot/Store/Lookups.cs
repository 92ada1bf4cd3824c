using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store;

/// <summary>What every turn looks up by its key. The queries are compiled once: finding them again costs about as much as asking.</summary>
internal static class Lookups
{
    private static readonly Func<RetentionDb, string, CancellationToken, Task<Conversation?>> Places =
        EF.CompileAsyncQuery((RetentionDb db, string key, CancellationToken _) => db.Conversations.SingleOrDefault(c => c.Key == key));

    private static readonly Func<RetentionDb, string, CancellationToken, Task<HeardPlace?>> HeardPlaces =
        EF.CompileAsyncQuery((RetentionDb db, string key, CancellationToken _) => db.Conversations
            .Where(c => c.Key == key)
            .Select(c => new HeardPlace(c, db.Conversations.Any(other => !other.IsActive && other.InactiveBecause!.StartsWith(Workspaces.LostWithAll))))
            .SingleOrDefault());

    private static readonly Func<RetentionDb, string, CancellationToken, Task<KnownPerson?>> People =
        EF.CompileAsyncQuery((RetentionDb db, string key, CancellationToken _) => (
            from identity in db.Identities
            where identity.PersonKey == key
            join colleague in db.Staff on identity.StaffMemberId equals colleague.Id into colleagues
            from colleague in colleagues.DefaultIfEmpty()
            select new KnownPerson(identity, colleague)).SingleOrDefault());

    private static readonly Func<RetentionDb, string, CancellationToken, Task<StaffMember?>> Colleagues =
        EF.CompileAsyncQuery((RetentionDb db, string mail, CancellationToken _) => db.Staff.SingleOrDefault(s => s.SourceKey == mail));

    private static readonly Func<RetentionDb, long, CancellationToken, Task<OutboxRow>> Rows =
        EF.CompileAsyncQuery((RetentionDb db, long id, CancellationToken _) => (
            from message in db.Outbox
            where message.Id == id
            join room in db.Conversations on message.ConversationKey equals room.Key into rooms
            from room in rooms.DefaultIfEmpty()
            select new OutboxRow(message, room)).Single());

    /// <param name="db">Where to look.</param>
    /// <param name="key">The room's key.</param>
    /// <param name="ct">Stops the look-up.</param>
    public static Task<Conversation?> PlaceAsync(this RetentionDb db, string key, CancellationToken ct) => Places(db, key, ct);

    /// <summary>A place in which the bot was heard from.</summary>
    public static Task<HeardPlace?> HeardPlaceAsync(this RetentionDb db, string key, CancellationToken ct) => HeardPlaces(db, key, ct);

    /// <param name="db">Where to look.</param>
    /// <param name="key">The person's key.</param>
    /// <param name="ct">Stops the look-up.</param>
    public static Task<KnownPerson?> PersonAsync(this RetentionDb db, string key, CancellationToken ct) => People(db, key, ct);

    /// <param name="db">Where to look.</param>
    /// <param name="mail">The mail address, lower case.</param>
    /// <param name="ct">Stops the look-up.</param>
    public static Task<StaffMember?> ColleagueAsync(this RetentionDb db, string mail, CancellationToken ct) => Colleagues(db, mail, ct);

    /// <summary>A row that is there.</summary>
    public static Task<OutboxRow> OutboxRowAsync(this RetentionDb db, long id, CancellationToken ct) => Rows(db, id, ct);
}

/// <param name="AnyLost">Whether any place of any workspace was lost with all of them.</param>
internal sealed record HeardPlace(Conversation Place, bool AnyLost);

/// <param name="Identity">The account.</param>
/// <param name="Colleague">Whom it was last linked to.</param>
internal sealed record KnownPerson(Identity Identity, StaffMember? Colleague);

/// <summary>A message that must leave.</summary>
/// <param name="Room">As the message's key names it; null when the bot has not been in it.</param>
internal sealed record OutboxRow(OutboxMessage Message, Conversation? Room);
