namespace RetentionBot.Ingest.Sample;

/// <summary>A number that looks random but hangs only on what it is drawn for, so the sample company is the same on every machine and every night.</summary>
internal readonly record struct Draw
{
    private const ulong Seed = 0x5EED_0F_7A31_C0DEUL;

    private readonly ulong bits;

    private Draw(ulong bits) => this.bits = bits;

    /// <summary>From 0 (may occur) to 1 (never occurs).</summary>
    public double Unit => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>The draw for a topic and up to three numbers that say whose and which.</summary>
    public static Draw For(string topic, int whose, int which = 0, int part = 0)
    {
        var state = Seed;
        foreach (var letter in topic)
        {
            state = Mix(state ^ letter);
        }

        return new Draw(Mix(Mix(Mix(state ^ (uint)whose) ^ (uint)which) ^ (uint)part));
    }

    /// <summary>True in <paramref name="chance"/> of the cases.</summary>
    public bool Hits(double chance) => Unit < chance;

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int low, int high) => low + (int)(Unit * (high - low + 1));

    public T Pick<T>(IReadOnlyList<T> from) => from[(int)(Unit * from.Count)];

    // One step of splitmix64.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
