using System.Text;

namespace RetentionBot.Domain.Questions;

/// <summary>The names of all customers, numbered in the order they were added, and the way back from a name to its customers.</summary>
/// <remarks>
/// Kept small for a million customers: the names as one run of UTF-8, and a sorted table of hashes of what people say. A customer is found under the
/// whole name and under the name without its legal form ("Acme" for "Acme BV"); case, accents and punctuation do not matter. Once built it does not change.
/// </remarks>
public sealed class CustomerNames
{
    /// <summary>Fewer letters are part of too many names.</summary>
    private const int ShortestPart = 3;

    private readonly byte[] _text;
    private readonly int[] _ends;
    private readonly ulong[] _hashes;
    private readonly int[] _customers;

    private CustomerNames(byte[] text, int[] ends, ulong[] hashes, int[] customers, int longest) =>
        (_text, _ends, _hashes, _customers, LongestName) = (text, ends, hashes, customers, longest);

    public int Count => _ends.Length;

    /// <summary>Words of the longest name.</summary>
    internal int LongestName { get; }

    public static CustomerNames Of(IEnumerable<string> names)
    {
        var builder = new Builder();
        foreach (var name in names)
        {
            builder.Add(name);
        }

        return builder.Build();
    }

    /// <summary>A customer's name as it was added.</summary>
    public string Name(int customer) => Encoding.UTF8.GetString(Bytes(customer));

    /// <summary>The customers that go by a name, with or without legal form, in ascending order; empty when nobody does.</summary>
    public IReadOnlyList<int> Find(string name) => FindNormalised(NameWriter.Normalise(name));

    /// <summary>Those a name means: whoever is called just that, else all who are called so but for their legal form.</summary>
    public IReadOnlyList<int> Meant(string name)
    {
        var phrase = NameWriter.Normalise(name);
        var found = FindNormalised(phrase);
        var exact = found.Where(c => NameWriter.Normalise(Name(c)) == phrase).ToList();
        return exact.Count > 0 ? exact : found;
    }

    /// <summary>Which name is meant where the word before it may be a part of it, as in "health van Dijk".</summary>
    /// <param name="before">That word; null when there is none.</param>
    /// <param name="name">What follows it.</param>
    public string Whole(string? before, string name)
    {
        var whole = $"{before} {name}";
        return before is not null && (Meant(whole).Count > 0 || (Meant(name).Count == 0 && Alike(whole, 1).Count > 0)) ? whole : name;
    }

    /// <summary>
    /// The names that may be meant by one nobody goes by, the nearest first: those that begin with it, have a word that does, or are a few slips away. Goes
    /// through all of them, so for refusals only.
    /// </summary>
    public IReadOnlyList<string> Alike(string name, int most)
    {
        var phrase = NameWriter.Normalise(name);
        var slips = NearNames.Limit(phrase.Length);
        var found = new List<(int Rank, string Name)>();
        for (var customer = 0; customer < Count && phrase.Length >= ShortestPart; customer++)
        {
            var called = Name(customer);
            if (Rank(phrase, NameWriter.Normalise(called), slips) is { } rank)
            {
                found.Add((rank, called));
            }
        }

        return [.. found.OrderBy(f => f.Rank).ThenBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Select(f => f.Name).Distinct(StringComparer.Ordinal).Take(most)];
    }

    private static int? Rank(string phrase, string name, int slips)
    {
        if (name.StartsWith(phrase, StringComparison.Ordinal))
        {
            return 0;
        }

        if (name.Contains($" {phrase}", StringComparison.Ordinal))
        {
            return 1;
        }

        var isOfLength = name.Length >= phrase.Length - slips && name.Length <= phrase.Length + slips + NameWriter.LongestLegalForm;
        return isOfLength && NearNames.Slips(phrase, name) is var away && away <= slips ? 1 + away : null;
    }

    /// <param name="phrase">Words as <see cref="Tokenizer"/> gives them, with single spaces.</param>
    internal IReadOnlyList<int> FindNormalised(string phrase)
    {
        var hash = NameWriter.Hash(phrase);
        var at = Array.BinarySearch(_hashes, hash);
        if (at < 0)
        {
            return [];
        }

        for (; at > 0 && _hashes[at - 1] == hash; at--)
        {
        }

        // Two names may share a hash: only what really reads like the phrase counts.
        var found = new List<int>();
        for (; at < _hashes.Length && _hashes[at] == hash; at++)
        {
            var normalised = NameWriter.Normalise(Name(_customers[at]));
            if (normalised == phrase || normalised.AsSpan(0, NameWriter.WithoutLegalForm(normalised)).SequenceEqual(phrase))
            {
                found.Add(_customers[at]);
            }
        }

        found.Sort();
        return found;
    }

    /// <summary>Names within a few slips of a phrase that begin with the same letter; goes through all of them, so for refusals only.</summary>
    internal IEnumerable<string> Near(string phrase, int slips)
    {
        if (phrase.Length == 0 || !char.IsAsciiLetter(phrase[0]))
        {
            yield break;
        }

        for (var customer = 0; customer < Count; customer++)
        {
            var bytes = Bytes(customer);
            if (bytes.Length > 0 && (bytes[0] | 0x20) == phrase[0] && bytes.Length >= phrase.Length - slips && bytes.Length <= phrase.Length + slips + NameWriter.LongestLegalForm
                && Name(customer) is var name && NearNames.Slips(phrase, NameWriter.Normalise(name)) <= slips)
            {
                yield return name;
            }
        }
    }

    private ReadOnlySpan<byte> Bytes(int customer)
    {
        var start = customer == 0 ? 0 : _ends[customer - 1];
        return _text.AsSpan(start, _ends[customer] - start);
    }

    /// <summary>Takes names one at a time, so that a loader can stream them in. Not to be used again after <see cref="Build"/>.</summary>
    /// <param name="expected">How many, to make room for; there may be more.</param>
    public sealed class Builder(int expected = 256)
    {
        private readonly NameWriter _writer = new();
        private byte[] _text = new byte[16 * expected];
        private int[] _ends = new int[expected];
        private ulong[] _hashes = new ulong[2 * expected];
        private int[] _customers = new int[2 * expected];
        private int _count;
        private int _entries;
        private int _longest;

        /// <returns>The number the customer is known by from now on: 0 for the first, and so on.</returns>
        public int Add(ReadOnlySpan<char> name)
        {
            var start = _count == 0 ? 0 : _ends[_count - 1];
            Room(ref _text, start + Encoding.UTF8.GetMaxByteCount(name.Length));
            Room(ref _ends, _count + 1);
            _ends[_count] = start + Encoding.UTF8.GetBytes(name, _text.AsSpan(start));

            var normalised = _writer.Write(name, out var words);
            if (normalised.Length > 0)
            {
                _longest = Math.Max(_longest, words);
                Enter(NameWriter.Hash(normalised));
                if (NameWriter.WithoutLegalForm(normalised) is var length && length < normalised.Length)
                {
                    Enter(NameWriter.Hash(normalised[..length]));
                }
            }

            return _count++;
        }

        public CustomerNames Build()
        {
            Array.Resize(ref _text, _count == 0 ? 0 : _ends[_count - 1]);
            Array.Resize(ref _ends, _count);
            Array.Resize(ref _hashes, _entries);
            Array.Resize(ref _customers, _entries);
            Array.Sort(_hashes, _customers);
            return new(_text, _ends, _hashes, _customers, _longest);
        }

        private void Enter(ulong hash)
        {
            Room(ref _hashes, _entries + 1);
            Room(ref _customers, _entries + 1);
            (_hashes[_entries], _customers[_entries]) = (hash, _count);
            _entries++;
        }

        private static void Room<T>(ref T[] array, int length)
        {
            if (array.Length < length)
            {
                Array.Resize(ref array, Math.Max(length, array.Length * 2));
            }
        }
    }
}
