using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Turns;

/// <summary>Finds out who is acting. Fails closed: what cannot be proven now does not count, whatever was known before.</summary>
internal sealed class ActorResolver(RetentionDb db, IEnumerable<IChannel> channels, FirstAdmin firstAdmin, TimeProvider clock)
{
    /// <param name="turn">What was done.</param>
    /// <param name="place">Where.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public async Task<Actor> ResolveAsync(InboundTurn turn, Conversation place, CancellationToken ct)
    {
        // Asked first, since it may take its time: who somebody is must be true afterwards.
        var channel = channels.Single(c => c.ChannelId == turn.Conversation.ChannelId);
        var proof = await channel.ProveAsync(turn.From, turn.Conversation, ct);
        var (identity, lately) = await PersonAsync(turn.From, turn.Conversation, ct);
        identity.DisplayName = turn.From.Name ?? identity.DisplayName;
        if (turn.Kind == TurnKind.Message)
        {
            // A press may come from a page that is no conversation.
            identity.SeenIn = turn.Conversation.Room;
            identity.PersonalConversationKey = turn.Conversation.Kind == ConversationKind.Personal ? turn.Conversation.Key : identity.PersonalConversationKey;
        }

        var staff = proof.IsColleague ? await StaffAsync(turn.From, identity, lately, proof, ct) : null;
        var contact = staff is null ? await ContactAsync(turn.From, identity, proof, place, ct) : null;
        return new Actor(turn.From, staff, contact);
    }

    /// <summary>The account as it is known, or a new one seen in this room. The caller saves.</summary>
    public async Task<Identity> IdentityOfAsync(Person person, ConversationRef seenIn, CancellationToken ct) => (await PersonAsync(person, seenIn, ct)).Identity;

    private async Task<KnownPerson> PersonAsync(Person person, ConversationRef seenIn, CancellationToken ct)
    {
        if (await db.PersonAsync(person.Key, ct) is { } known)
        {
            return known;
        }

        var identity = new Identity { PersonKey = person.Key, UserId = person.UserId, DisplayName = person.Name, SeenIn = seenIn.Room };
        db.Identities.Add(identity);
        return new KnownPerson(identity, Colleague: null);
    }

    /// <param name="lately">Whom the account was linked to so far.</param>
    private async Task<StaffMember?> StaffAsync(Person person, Identity identity, StaffMember? lately, PersonProof proof, CancellationToken ct)
    {
        var email = AddressIn(proof);
        if (email is null)
        {
            // The channel vouches for the account but gives no address: an earlier link by address still holds.
            return lately is { RetiredAt: null } ? lately : null;
        }

        var staff = lately?.SourceKey == email ? lately : await db.ColleagueAsync(email, ct);
        if (staff?.RetiredAt is not null)
        {
            identity.StaffMemberId = null;
            return null;
        }

        if (staff is null && firstAdmin.Is(email))
        {
            staff = new StaffMember { SourceKey = email, Name = proof.Name ?? person.Name ?? email.Split('@')[0], Role = StaffRole.Admin };
            db.Staff.Add(staff);
            db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "staff.first-admin", By = person.Key });

            // The identity's link needs the new row's id.
            await db.SaveChangesAsync(ct);
        }

        identity.StaffMemberId = staff?.Id;
        return staff;
    }

    /// <summary>
    /// The contact an account belongs to. A mail address from the company's own directory is believed; one from another company's only in the place of that
    /// customer, since whoever runs the other directory writes what they like into it.
    /// </summary>
    private async Task<Contact?> ContactAsync(Person person, Identity identity, PersonProof proof, Conversation place, CancellationToken ct)
    {
        if (identity.ContactId is { } known)
        {
            return await db.Contacts.SingleOrDefaultAsync(c => c.Id == known && c.RetiredAt == null, ct);
        }

        var isBelieved = proof.Kind == PersonKind.Guest || (proof.Kind == PersonKind.OtherCompany && place.CustomerId is not null);
        if (!isBelieved || AddressIn(proof) is not { } email)
        {
            return null;
        }

        var named = await db.Contacts
            .Where(c => c.Email == email && c.RetiredAt == null)
            .Where(c => proof.IsOfOurDirectory || c.CustomerId == place.CustomerId)
            .Take(2)
            .ToListAsync(ct);
        if (named is not [var contact])
        {
            return null;
        }

        identity.ContactId = contact.Id;
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "person.link", By = "system", Subject = $"contact:{contact.Id}" });
        return contact;
    }

    private static string? AddressIn(PersonProof proof) => string.IsNullOrWhiteSpace(proof.Email) ? null : proof.Email.Trim().ToLowerInvariant();
}

/// <summary>The mail address that becomes the first admin when it first writes, from <c>RetentionBot:FirstAdmin</c>.</summary>
internal sealed record FirstAdmin(string? Email)
{
    /// <param name="email">A mail address that the channel itself vouches for.</param>
    public bool Is(string email) => string.Equals(Email, email, StringComparison.OrdinalIgnoreCase);
}
