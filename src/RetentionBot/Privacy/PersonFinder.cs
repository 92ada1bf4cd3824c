using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Privacy;

/// <summary>What came of looking for a person.</summary>
/// <param name="ContactId">Who it is; null unless it is exactly one.</param>
/// <param name="Fault">Why it is not exactly one, in a sentence without names and addresses; null when it is, and when they are erased.</param>
/// <param name="ErasedAt">When they were erased, if they were.</param>
internal sealed record FoundPerson(long? ContactId, string? Fault, DateTimeOffset? ErasedAt = null);

/// <summary>Finds the one person that an admin means, by the source's key or by mail address.</summary>
internal sealed class PersonFinder(RetentionDb db)
{
    private const int MostListed = 10;

    public async Task<FoundPerson> ByKeyAsync(string key, CancellationToken ct)
    {
        if (await db.Contacts.Where(c => c.SourceKey == key).Select(c => (long?)c.Id).SingleOrDefaultAsync(ct) is { } id)
        {
            return new FoundPerson(id, null);
        }

        var hash = ErasedPerson.HashOf(key);
        return await db.ErasedPeople.AsNoTracking().SingleOrDefaultAsync(e => e.KeyHash == hash, ct) is { } erased
            ? new FoundPerson(null, null, erased.ErasedAt)
            : new FoundPerson(null, "There is no contact with that key. It is the id that the contact has in the source, as imported.");
    }

    public async Task<FoundPerson> ByMailAsync(string address, CancellationToken ct)
    {
        var email = address.Trim().ToLowerInvariant();
        var found = await db.Contacts.Where(c => c.Email == email).OrderBy(c => c.SourceKey).Select(c => new { c.Id, c.SourceKey }).Take(MostListed + 1).ToListAsync(ct);
        return found switch
        {
            [var one] => new FoundPerson(one.Id, null),
            [] => new FoundPerson(null, "There is no contact with that mail address."),
            _ => new FoundPerson(
                null,
                $"Several contacts have that mail address: {string.Join(", ", found.Take(MostListed).Select(c => c.SourceKey))}{(found.Count > MostListed ? " and more" : "")}. Say which with --contact."),
        };
    }
}
