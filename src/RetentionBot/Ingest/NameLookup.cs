using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Kinds;
using RetentionBot.Ingest.Rows;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Ingest;

/// <summary>Finds the customers, contacts and subscriptions that rows name by their source ids.</summary>
/// <remarks>Retired ones are found too: their history stays theirs.</remarks>
internal sealed class NameLookup(ImportPass pass, bool createCustomers)
{
    private readonly Dictionary<string, long> customers = [];
    private readonly Dictionary<string, long> subscriptions = [];
    private readonly Dictionary<string, (long Id, long CustomerId)> contacts = [];

    /// <summary>What those are called who were erased, by what the source calls them.</summary>
    private readonly Dictionary<string, string> pseudonyms = [];

    private bool? isAnybodyErased;

    /// <summary>Looks up what a batch names; to be called before <see cref="Find"/>.</summary>
    public async Task LoadAsync<T>(IReadOnlyCollection<Draft<T>> drafts, CancellationToken ct)
        where T : class, IImported
    {
        if (isAnybodyErased ??= await pass.Db.ErasedPeople.AnyAsync(ct))
        {
            await LoadErasedAsync([.. drafts.SelectMany(draft => NamesOf(draft)).Distinct()], ct);
        }

        if (Unknown(drafts.Select(draft => draft.Contact), contacts) is { Length: > 0 } contactKeys)
        {
            var found = pass.Db.Contacts.AsNoTracking()
                .Where(x => EF.Parameter(contactKeys).Contains(x.SourceKey))
                .Select(x => new { x.SourceKey, x.Id, x.CustomerId });
            await foreach (var contact in found.AsAsyncEnumerable().WithCancellation(ct))
            {
                contacts[contact.SourceKey] = (contact.Id, contact.CustomerId);
            }
        }

        if (Unknown(drafts.Select(draft => draft.Subscription), subscriptions) is { Length: > 0 } subscriptionKeys)
        {
            var found = pass.Db.Subscriptions.AsNoTracking()
                .Where(x => EF.Parameter(subscriptionKeys).Contains(x.SourceKey))
                .Select(x => new { x.SourceKey, x.CustomerId });
            await foreach (var subscription in found.AsAsyncEnumerable().WithCancellation(ct))
            {
                subscriptions[subscription.SourceKey] = subscription.CustomerId;
            }
        }

        if (Unknown(drafts.Select(draft => draft.Customer), customers) is { Length: > 0 } customerKeys)
        {
            await LoadCustomersAsync(customerKeys, ct);
        }
    }

    /// <summary>What whoever the row is, or is about, is called since they were erased; null unless they were.</summary>
    public string? Pseudonym<T>(Draft<T> draft)
        where T : class, IImported =>
        pseudonyms.Count == 0 ? null : NamesOf(draft).Select(name => pseudonyms.GetValueOrDefault(name)).FirstOrDefault(pseudonym => pseudonym is not null);

    /// <exception cref="RowRejectedException">A name is not known, or two names contradict each other.</exception>
    public Named Find<T>(Draft<T> draft)
        where T : class, IImported
    {
        var customer = draft.Customer is { } name ? Known(customers, "customer", name) : (long?)null;
        if (draft.Subscription is { } subscription)
        {
            customer = Same(customer, Known(subscriptions, "subscription", subscription), "subscription");
        }

        if (draft.Contact is not { } contact || pseudonyms.ContainsKey(contact))
        {
            return new Named(customer, null, Pseudonym(draft));
        }

        var person = Known(contacts, "contact", contact);
        return new Named(Same(customer, person.CustomerId, "contact"), person.Id);
    }

    private static IEnumerable<string> NamesOf<T>(Draft<T> draft)
        where T : class, IImported =>
        new[] { draft.IsPerson ? draft.Key : null, draft.Contact, draft.Respondent }.OfType<string>();

    private async Task LoadErasedAsync(string[] names, CancellationToken ct)
    {
        var byHash = names.Where(name => !pseudonyms.ContainsKey(name)).ToLookup(ErasedPerson.HashOf, StringComparer.Ordinal);
        var hashes = byHash.Select(group => group.Key).ToArray();
        foreach (var hash in await pass.Db.ErasedPeople.Where(person => EF.Parameter(hashes).Contains(person.KeyHash)).Select(person => person.KeyHash).ToListAsync(ct))
        {
            foreach (var name in byHash[hash])
            {
                pseudonyms[name] = Pseudonyms.New();
            }
        }
    }

    private async Task LoadCustomersAsync(string[] keys, CancellationToken ct)
    {
        var found = pass.Db.Customers.AsNoTracking().Where(x => EF.Parameter(keys).Contains(x.SourceKey)).Select(x => new { x.SourceKey, x.Id });
        await foreach (var customer in found.AsAsyncEnumerable().WithCancellation(ct))
        {
            customers[customer.SourceKey] = customer.Id;
        }

        if (createCustomers && keys.Where(key => !customers.ContainsKey(key)).ToArray() is { Length: > 0 } absent)
        {
            await CreateAsync(absent, ct);
        }
    }

    private async Task CreateAsync(string[] keys, CancellationToken ct)
    {
        pass.Report.CustomersCreated += keys.Length;
        if (pass.Request.Check)
        {
            // Nothing is written, so there are no ids; none that exists is negative.
            Array.ForEach(keys, key => customers[key] = -1 - customers.Count);
            return;
        }

        var created = keys.Select(key => new Customer { SourceKey = key, Name = key }).ToArray();
        pass.Db.Customers.AddRange(created);
        await pass.Db.SaveChangesAsync(ct);
        pass.Db.ChangeTracker.Clear();
        Array.ForEach(created, customer => customers[customer.SourceKey] = customer.Id);
    }

    private static string[] Unknown<TValue>(IEnumerable<string?> names, Dictionary<string, TValue> known) =>
        [.. names.OfType<string>().Distinct().Where(name => !known.ContainsKey(name))];

    private static TValue Known<TValue>(Dictionary<string, TValue> known, string what, string name) =>
        known.TryGetValue(name, out var value)
            ? value
            : throw new RowRejectedException($"{what} '{RowReader.Shown(name)}' is not known; import the {what}s first.");

    private static long Same(long? customer, long other, string what) =>
        customer is null || customer == other ? other : throw new RowRejectedException($"the {what} belongs to another customer than the one named.");
}
