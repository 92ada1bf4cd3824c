using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;

namespace RetentionBot.Features.Surveys;

/// <summary>Which contacts can be asked anything: those who have a chat of their own with the bot.</summary>
internal sealed class ReachableContacts(RetentionDb db)
{
    public async Task<HashSet<long>> AllAsync(CancellationToken ct) => await db.Identities.AsNoTracking()
        .Where(i => i.ContactId != null && i.PersonalConversationKey != null)
        .Join(db.Conversations.Where(c => c.IsActive), i => i.PersonalConversationKey, c => c.Key, (i, _) => i.ContactId!.Value)
        .ToHashSetAsync(ct);
}
