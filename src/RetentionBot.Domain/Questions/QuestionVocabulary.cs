using System.Text.RegularExpressions;

namespace RetentionBot.Domain.Questions;

/// <param name="Code">ISO 3166-1 alpha-2, upper case; it is the value in a filter.</param>
public sealed record CountryName(string Code, string English, string Dutch);

/// <summary>The names a workspace has. Build it once per data version: it indexes them.</summary>
public sealed partial class QuestionVocabulary
{
    private readonly Dictionary<string, NamedValue> _names = new(StringComparer.Ordinal);

    public QuestionVocabulary(
        IReadOnlyList<string> plans,
        IReadOnlyList<string> segments,
        IReadOnlyList<CountryName> countries,
        IReadOnlyList<string> owners,
        IReadOnlyList<string> customers)
    {
        (Plans, Segments, Countries, Owners, Customers) = (plans, segments, countries, owners, customers);
        AddAll(FilterNames.Customer, customers, name => [name, LegalForm().Replace(name, "")]);
        AddAll(FilterNames.Owner, owners, name => [name, name.Split(' ')[0], .. Possessives(name)]);
        AddAll(FilterNames.Segment, segments, name => [name, .. VocabularyWords.Segment(name)]);
        foreach (var country in countries)
        {
            AddAll(FilterNames.Country, [country.Code], code => [country.English, country.Dutch, .. VocabularyWords.Country(code)]);
        }

        AddAll(FilterNames.Plan, plans, name => [name]);
        LongestName = _names.Count == 0 ? 0 : _names.Keys.Max(k => k.Count(c => c == ' ') + 1);
        var things = _names.Where(p => p.Value.Key is not (FilterNames.Owner or FilterNames.Customer));
        Spellable = [.. things.SelectMany(p => p.Key.Split(' ')).Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Plans { get; }

    public IReadOnlyList<string> Segments { get; }

    public IReadOnlyList<CountryName> Countries { get; }

    public IReadOnlyList<string> Owners { get; }

    public IReadOnlyList<string> Customers { get; }

    /// <summary>Words of the longest name.</summary>
    internal int LongestName { get; }

    /// <summary>Words a slip of the pen is mended to. People and companies are not among them: a near miss may be somebody else.</summary>
    internal IReadOnlyList<string> Spellable { get; }

    /// <summary>The value behind a normalised name; null when it is none, or when two values share it.</summary>
    internal NamedValue? Find(string phrase) => _names.TryGetValue(phrase, out var value) && value.Value.Length > 0 ? value : null;

    internal bool HasCountry(string code) => Countries.Any(c => c.Code == code);

    private void AddAll(string key, IReadOnlyList<string> values, Func<string, IEnumerable<string>> names)
    {
        foreach (var value in values)
        {
            foreach (var name in names(value).Select(NameOf).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal))
            {
                // Plans come last and win from people; two people of one name are neither of them.
                var shared = _names.TryGetValue(name, out var other) && other.Key == key && other.Value != value;
                _names[name] = new(key, shared ? "" : value);
            }
        }
    }

    private static IEnumerable<string> Possessives(string name) => [name + "s", name.Split(' ')[0] + "s"];

    private static string NameOf(string name) => string.Join(' ', Tokenizer.Read(name).Where(t => !t.IsDash).Select(t => t.Text));

    [GeneratedRegex(@"\s+(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|GmbH|Ltd\.?|Inc\.?)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex LegalForm();
}

/// <param name="Key">A key of <see cref="FilterNames"/>.</param>
internal sealed record NamedValue(string Key, string Value);
