using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;

namespace RetentionBot.Features.Surveys;

/// <summary>What the contact budget is kept from.</summary>
internal static class ContactHistory
{
    /// <summary>Every contact made with some people, whatever its kind, with the local day of it.</summary>
    public static async Task<ILookup<long, (string Kind, DateOnly On)>> SentToAsync(this RetentionDb db, IReadOnlyCollection<long> contacts, CancellationToken ct)
    {
        var sent = await db.Outreach.AsNoTracking()
            .Where(o => contacts.Contains(o.ContactId) && o.SentOn != null)
            .Select(o => new { o.ContactId, o.Kind, On = o.SentOn!.Value })
            .ToListAsync(ct);
        return sent.ToLookup(o => o.ContactId, o => (o.Kind, o.On));
    }
}
