namespace RetentionBot.Domain.Kpis;

/// <summary>One attribute (plan, country, owner, segment, sign-up month) of every customer, kept as a small code into a table of names.</summary>
public sealed class AttributeColumn
{
    /// <summary>The code of a customer whose attribute was not given, and of a name nobody has.</summary>
    public const int Unknown = -1;

    private readonly int[] _codes;
    private readonly string[] _names;

    internal AttributeColumn(int[] codes, string[] names) => (_codes, _names, HasUnknown) = (codes, names, codes.Contains(Unknown));

    /// <summary>The distinct names in order of first appearance; the position is the code. A name may be that of no customer.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Code of each customer, by customer index; <see cref="Unknown"/> where none was given.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Whether the attribute of some customer was not given.</summary>
    public bool HasUnknown { get; }

    /// <summary>As <see cref="Codes"/>; to be read only.</summary>
    internal int[] CodeArray => _codes;

    /// <summary>The code of a name, compared exactly; <see cref="Unknown"/> when no customer has it.</summary>
    public int CodeOf(string name) => Array.IndexOf(_names, name);

    /// <summary>The name a customer has, or null when none was given.</summary>
    public string? NameOf(int customer) => _codes[customer] == Unknown ? null : _names[_codes[customer]];

    internal sealed class Builder(int customers)
    {
        private readonly List<int> _codes = new(customers);
        private readonly List<string> _names = [];
        private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

        public void Add(string? name) => _codes.Add(CodeOf(name));

        /// <summary>The code of a name, a new one when it is new; for names that no customer needs to have.</summary>
        public int CodeOf(string? name)
        {
            if (name is null)
            {
                return Unknown;
            }

            if (!_known.TryGetValue(name, out var code))
            {
                code = _names.Count;
                _known.Add(name, code);
                _names.Add(name);
            }

            return code;
        }

        public AttributeColumn Build() => new([.. _codes], [.. _names]);
    }
}
