using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RetentionBot.Domain.Kpis;

/// <summary>The customers behind a count, as the store knows them: so many, and told apart from any others by a hash.</summary>
/// <param name="Count">How many.</param>
/// <param name="Hash">SHA-256 of their ids in ascending order, each followed by a line feed; lower-case hex.</param>
/// <param name="Ids">The ids, ascending; null when there are more than <see cref="MostIds"/>.</param>
public sealed record KpiMembers(int Count, string Hash, IReadOnlyList<long>? Ids)
{
    /// <summary>Up to so many ids are kept one by one.</summary>
    public const int MostIds = 5000;

    /// <param name="members">Indexes of the snapshot.</param>
    /// <param name="facts">The snapshot.</param>
    public static KpiMembers Of(IReadOnlyList<int> members, FactSnapshot facts)
    {
        var ids = IdsOf(members, facts);
        return new(ids.Length, HashOf(ids), ids.Length > MostIds ? null : ids);
    }

    /// <summary>The store's ids of customers, ascending.</summary>
    public static long[] IdsOf(IReadOnlyList<int> members, FactSnapshot facts)
    {
        var ids = new long[members.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = facts.CustomerIds[members[i]];
        }

        Array.Sort(ids);
        return ids;
    }

    /// <summary>Whether they are the very same customers.</summary>
    public bool AreSameAs(KpiMembers other) => Count == other.Count && Hash == other.Hash;

    private static string HashOf(long[] ids)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> line = stackalloc byte[24];
        foreach (var id in ids)
        {
            var length = Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture), line);
            line[length++] = (byte)'\n';
            hash.AppendData(line[..length]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
