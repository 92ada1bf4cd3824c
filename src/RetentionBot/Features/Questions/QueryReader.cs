using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;

namespace RetentionBot.Features.Questions;

/// <summary>Makes the query of a reading: names of customers become their places in the snapshot, and "my" the names the asker has in the data.</summary>
internal static class QueryReader
{
    /// <param name="reading">A reading with a metric and a period.</param>
    /// <param name="asker">Who asks; null over the API.</param>
    /// <returns>Null with the word that stands in the way: "me" from somebody who owns no customers.</returns>
    public static KpiQuery? Read(QuestionReading reading, Facts facts, StaffMember? asker, out string? obstacle)
    {
        obstacle = null;
        var filters = reading.Filters.Where(f => f.Key != FilterNames.Customer).ToDictionary(StringComparer.Ordinal);
        if (filters.TryGetValue(FilterNames.Owner, out var owners) && owners.Contains(FilterNames.Me, StringComparer.Ordinal))
        {
            var own = asker is null ? [] : NamesOf(asker, facts.Snapshot.Owner.Names);
            if (own.Count == 0)
            {
                obstacle = FilterNames.Me;
                return null;
            }

            filters[FilterNames.Owner] = [.. owners.Where(o => o != FilterNames.Me), .. own];
        }

        var customers = reading.Filters.TryGetValue(FilterNames.Customer, out var names) ? Indexes(facts, names) : null;
        return new KpiQuery(reading.Metric!, reading.Period!.Value) { Filters = filters, Customers = customers, GroupBy = reading.GroupBy };
    }

    /// <summary>A source names owners by full name, by first name or by mail address.</summary>
    private static List<string> NamesOf(StaffMember asker, IReadOnlyList<string> owners)
    {
        string[] own = [asker.Name, asker.Email, asker.Name.Split(' ')[0]];
        return [.. owners.Where(o => own.Contains(o, StringComparer.OrdinalIgnoreCase))];
    }

    private static List<int> Indexes(Facts facts, IReadOnlyList<string> names) =>
        [.. names.SelectMany(name => facts.Vocabulary.Customers.Find(name).Where(c => facts.Vocabulary.Customers.Name(c) == name)).Distinct().Order()];
}
