using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RetentionBot.ScaleData.Drawing;

/// <summary>The draws of one customer. Each depends on seed, customer and name only, so a customer can be made alone, in any order, on any core.</summary>
/// <remarks>
/// A draw is the first 53 bits of the SHA-256 of <c>seed:customer:name</c>; numbers follow the name as <c>name.1.2</c>. No generator of a library is used: those change.
/// </remarks>
internal readonly struct Draws(long seed, int customer)
{
    /// <summary>A text longer than this is no name.</summary>
    private const int LongestText = 100;

    /// <summary>Shares are whole numbers of this.</summary>
    public const int Whole = 10_000;

    /// <summary>A number from 0 to <paramref name="count"/> - 1, each as likely as the others.</summary>
    public int Below(int count, string name, int a = -1, int b = -1, int c = -1) =>
        (int)Math.BigMul(Bits(name, a, b, c), (ulong)count, out _);

    /// <summary>A number from 0 to 9,999, to look up in a <see cref="Table{T}"/>.</summary>
    public int Share(string name, int a = -1, int b = -1, int c = -1) => Below(Whole, name, a, b, c);

    /// <summary>Whether something of the given chance per 10,000 happens.</summary>
    public bool Happens(int chance, string name, int a = -1, int b = -1, int c = -1) => Share(name, a, b, c) < chance;

    public T Pick<T>(Table<T> table, string name, int a = -1, int b = -1) => table.At(Share(name, a, b));

    /// <summary>The 53 bits of a draw, at the upper end.</summary>
    private ulong Bits(string name, int a, int b, int c)
    {
        Span<char> text = stackalloc char[LongestText];
        text.TryWrite($"{seed}:{customer}:{name}", out var length);
        foreach (var number in (ReadOnlySpan<int>)[a, b, c])
        {
            if (number >= 0)
            {
                text[length..].TryWrite($".{number}", out var more);
                length += more;
            }
        }

        Span<byte> bytes = stackalloc byte[LongestText];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)text[i];
        }

        SHA256.HashData(bytes[..length], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11 << 11;
    }
}
