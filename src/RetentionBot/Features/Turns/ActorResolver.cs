using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Turns;

/// <summary>Finds out who is acting. Fails closed: what cannot be proven now does not count, whatever was known before.</summary>
internal sealed class ActorResolver(RetentionDb db, IEnumerable<IChannel> channels, FirstAdmin firstAdmin, TimeProvider clock)
{
    public async Task<Actor> ResolveAsync(InboundTurn turn, CancellationToken ct)
    {
        var identity = await db.Identities.SingleOrDefaultAsync(i => i.PersonKey == turn.From.Key, ct);
        if (identity is null)
        {
            identity = new Identity { PersonKey = turn.From.Key, UserId = turn.From.UserId };
            db.Identities.Add(identity);
        }

        identity.DisplayName = turn.From.Name ?? identity.DisplayName;
        (identity.SeenIn, identity.SeenAt) = (turn.Conversation.Room, clock.GetUtcNow());
        if (turn.Conversation.Kind == ConversationKind.Personal)
        {
            identity.PersonalConversationKey = turn.Conversation.Key;
        }

        var channel = channels.Single(c => c.ChannelId == turn.Conversation.ChannelId);
        var proof = await channel.ProveAsync(turn.From, turn.Conversation, ct);
        var staff = proof.IsColleague ? await StaffAsync(turn.From, identity, proof, ct) : null;
        var contact = staff is null && identity.ContactId is { } id
            ? await db.Contacts.SingleOrDefaultAsync(c => c.Id == id && c.RetiredAt == null, ct)
            : null;
        return new Actor(turn.From, staff, contact);
    }

    private async Task<StaffMember?> StaffAsync(Person person, Identity identity, PersonProof proof, CancellationToken ct)
    {
        var email = proof.Email?.Trim().ToLowerInvariant();
        if (email is null)
        {
            // The channel vouches for the account but gives no address: an earlier link by address still holds.
            return await db.Staff.SingleOrDefaultAsync(s => s.Id == identity.StaffMemberId && s.RetiredAt == null, ct);
        }

        var staff = await db.Staff.SingleOrDefaultAsync(s => s.SourceKey == email, ct);
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
}

/// <summary>The mail address that becomes the first admin when it first writes, from <c>RetentionBot:FirstAdmin</c>.</summary>
internal sealed record FirstAdmin(string? Email)
{
    /// <param name="email">A mail address that the channel itself vouches for.</param>
    public bool Is(string email) => string.Equals(Email, email, StringComparison.OrdinalIgnoreCase);
}
