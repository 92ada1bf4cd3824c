namespace RetentionBot.Domain.Questions;

/// <param name="Code">ISO 3166-1 alpha-2, upper case; it is the value in a filter.</param>
public sealed record CountryName(string Code, string English, string Dutch);

/// <summary>The names a workspace has. Build it once per data version: it indexes them.</summary>
public sealed class QuestionVocabulary
{
    /// <summary>A name that this many customers share is no name to choose by.</summary>
    private const int MostSharing = 6;

    private static readonly string[] PeopleWords = ["customers", "clients", "accounts", "klanten", "portfolio", "portefeuille"];

    private readonly Dictionary<string, List<NamedValue>> _names = new(StringComparer.Ordinal);

    public QuestionVocabulary(
        IReadOnlyList<string> plans,
        IReadOnlyList<string> segments,
        IReadOnlyList<CountryName> countries,
        IReadOnlyList<string> owners,
        IEnumerable<string> customers)
        : this(plans, segments, countries, owners, CustomerNames.Of(customers))
    {
    }

    /// <param name="customers">Looked up where they are, so that a million of them cost no second index.</param>
    public QuestionVocabulary(
        IReadOnlyList<string> plans,
        IReadOnlyList<string> segments,
        IReadOnlyList<CountryName> countries,
        IReadOnlyList<string> owners,
        CustomerNames customers)
    {
        (Plans, Segments, Countries, Owners, Customers) = (plans, segments, countries, owners, customers);
        AddAll(FilterNames.Plan, plans, name => [name]);
        foreach (var country in countries)
        {
            AddAll(FilterNames.Country, [country.Code], code => [country.English, country.Dutch, .. VocabularyWords.Country(code)]);
        }

        AddAll(FilterNames.Segment, segments, name => [name, .. VocabularyWords.Segment(name)]);
        AddAll(FilterNames.Owner, owners, name => [name, name.Split(' ')[0], .. Possessives(name)]);
        LongestName = _names.Keys.Select(k => k.Count(c => c == ' ') + 1).Append(customers.LongestName).Max();
        var things = _names.Where(p => p.Value.TrueForAll(v => v.Key != FilterNames.Owner));
        Spellable = [.. things.SelectMany(p => p.Key.Split(' ')).Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Plans { get; }

    public IReadOnlyList<string> Segments { get; }

    public IReadOnlyList<CountryName> Countries { get; }

    public IReadOnlyList<string> Owners { get; }

    public CustomerNames Customers { get; }

    /// <summary>Words of the longest name.</summary>
    internal int LongestName { get; }

    /// <summary>Words a slip of the pen is mended to. People and companies are not among them: a near miss may be somebody else.</summary>
    internal IReadOnlyList<string> Spellable { get; }

    /// <summary>The values behind a normalised name; several when they share it. Customers that nothing would tell apart are left out.</summary>
    /// <param name="question">The whole question: "the customers of Noor" are those of a colleague, not those of a company.</param>
    internal IReadOnlyList<NamedValue> Find(string phrase, IReadOnlyList<Token> question)
    {
        var found = _names.GetValueOrDefault(phrase, []);
        if (found.Exists(v => v.Key == FilterNames.Owner) && question.Any(t => PeopleWords.Contains(t.Text, StringComparer.Ordinal)))
        {
            return found;
        }

        var numbers = Customers.FindNormalised(phrase);
        if (numbers.Count == 0)
        {
            return found;
        }

        // A plan or a country that is somebody's short name ("Pro" for "Pro BV") is the plan: the company has a longer name to be called by.
        string[] names = [.. numbers.Take(MostSharing + 1).Select(Customers.Name)];
        var isThing = found.Exists(v => v.Key != FilterNames.Owner);
        string[] called = isThing ? [.. names.Where(n => NameWriter.Normalise(n) == phrase)] : names;
        var canBeTold = called.Length <= MostSharing && called.Distinct(StringComparer.OrdinalIgnoreCase).Count() == called.Length;
        return canBeTold ? [.. found, .. called.Select(n => new NamedValue(FilterNames.Customer, n))] : found;
    }

    /// <summary>All names but the customers', as people write them, with what they stand for.</summary>
    internal IEnumerable<(string Name, NamedValue Value)> Names => _names.SelectMany(n => n.Value.Select(v => (n.Key, v)));

    internal bool HasCountry(string code) => Countries.Any(c => c.Code == code);

    private void AddAll(string key, IReadOnlyList<string> values, Func<string, IEnumerable<string>> names)
    {
        foreach (var value in values)
        {
            foreach (var name in names(value).Select(NameWriter.Normalise).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal))
            {
                if (!_names.TryGetValue(name, out var sharing))
                {
                    _names[name] = sharing = [];
                }

                sharing.Add(new(key, value));
            }
        }
    }

    private static IEnumerable<string> Possessives(string name) => [name + "s", name.Split(' ')[0] + "s"];
}

/// <param name="Key">A key of <see cref="FilterNames"/>.</param>
internal sealed record NamedValue(string Key, string Value);
