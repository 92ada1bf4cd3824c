using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>Who was found.</summary>
/// <param name="Customer">Null when nobody was, or several were.</param>
/// <param name="Why">Then what to say; names other customers, so it is business data.</param>
internal sealed record FoundCustomer(Customer? Customer, string Why);

/// <summary>Finds the customer a name means: with or without its legal form, whatever the case and accents, or by the source's own key.</summary>
internal sealed class CustomerFinder(RetentionDb db, FactCache cache)
{
    /// <summary>Names offered when none is meant exactly.</summary>
    private const int MostNames = 6;

    private const int LongestName = 8;

    /// <param name="before">The word before the name, which may be a part of it; null when there is none.</param>
    /// <param name="name">As it was written.</param>
    /// <param name="texts">In which language to say why nobody was found.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<FoundCustomer> FindAsync(string? before, string name, Texts texts, CancellationToken ct)
    {
        var facts = await cache.CurrentAsync(ct);
        var meant = IdsOf(facts, facts.Vocabulary.Customers.Whole(before, name));
        if (meant.Count == 0)
        {
            // Perhaps the customer came in a moment ago.
            facts = await cache.RefreshAsync(ct);
            name = facts.Vocabulary.Customers.Whole(before, name);
            meant = IdsOf(facts, name);
        }

        var living = db.Customers.AsNoTracking().Where(c => c.RetiredAt == null);
        var customers = await (meant.Count == 0 ? living.Where(c => c.SourceKey == name) : living.Where(c => meant.Contains(c.Id))).ToListAsync(ct);
        return customers switch
        {
            [var customer] => new FoundCustomer(customer, ""),
            [] => new FoundCustomer(null, Unknown(name, facts.Vocabulary.Customers.Alike(name, MostNames), texts)),
            _ => new FoundCustomer(null, Ambiguous(name, customers, texts)),
        };
    }

    /// <summary>Finds the customer a text begins with, by the longest name that fits, and what stands behind it.</summary>
    public async Task<(FoundCustomer Found, string Behind)> AtStartAsync(string text, Texts texts, CancellationToken ct)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] names = [.. Enumerable.Range(1, Math.Min(words.Length, LongestName)).Select(length => string.Join(' ', words[..length]).TrimEnd(',', ':', ';', '.'))];
        var facts = await cache.RefreshAsync(ct);
        var keys = await db.Customers.AsNoTracking()
            .Where(c => c.RetiredAt == null && EF.Parameter(names).Contains(c.SourceKey))
            .Select(c => c.SourceKey)
            .ToListAsync(ct);
        for (var length = names.Length; length > 0; length--)
        {
            // The first word says why nobody was found; of the longer ones only what names somebody is worth a look.
            var name = names[length - 1];
            if (length > 1 && IdsOf(facts, name).Count == 0 && !keys.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }

            var found = await FindAsync(before: null, name, texts, ct);
            if (found.Customer is not null || length == 1)
            {
                return (found, string.Join(' ', words[length..]).Trim());
            }
        }

        return (await FindAsync(before: null, text, texts, ct), "");
    }

    /// <summary>One more than are named tells that there are more.</summary>
    private static List<long> IdsOf(Facts facts, string name) =>
        [.. facts.Vocabulary.Customers.Meant(name).Take(MostNames + 1).Select(number => facts.Snapshot.CustomerIds[number])];

    private static string Unknown(string name, IReadOnlyList<string> alike, Texts texts) => alike.Count == 0
        ? texts.Say("health.no-such-customer", ("name", CardText.Escape(name)))
        : texts.Say("health.alike", ("name", CardText.Escape(name)), ("names", string.Join(", ", alike.Select(CardText.Escape))));

    private static string Ambiguous(string name, List<Customer> customers, Texts texts)
    {
        // Two of the very same name are told apart by what the source calls them.
        var areNamesakes = customers.DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Count() < customers.Count;
        var names = customers.OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.SourceKey, StringComparer.Ordinal).Take(MostNames)
            .Select(c => CardText.Escape(areNamesakes ? $"{c.Name} ({c.SourceKey})" : c.Name));
        return texts.Say(
            areNamesakes ? "health.namesakes" : "health.several",
            ("name", CardText.Escape(name)),
            ("names", string.Join(", ", names) + (customers.Count > MostNames ? " …" : "")));
    }
}
