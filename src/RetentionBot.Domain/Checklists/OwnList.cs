using System.Text;

namespace RetentionBot.Domain.Checklists;

/// <summary>What a list that people make may be called, and what may be on it.</summary>
public static class OwnList
{
    /// <summary>Signs a name may have.</summary>
    public const int LongestName = 40;

    /// <summary>Signs a check may have: of as many as a list may have, all are shown in full.</summary>
    public const int LongestCheck = 120;

    /// <summary>Lists there may be at the same time.</summary>
    public const int MostLists = 20;

    /// <summary>Years ahead a list that comes once may be.</summary>
    public const int MostYears = 2;

    /// <summary>What a list is found by: the letters and digits of its name in lower case, a hyphen where anything else stands between them.</summary>
    /// <returns>Null when there is no letter in it.</returns>
    public static string? KeyOf(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var sign in name.Normalize().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(sign))
            {
                key.Append(sign);
            }
            else if (key.Length > 0 && key[^1] != '-')
            {
                key.Append('-');
            }
        }

        var all = key.ToString().TrimEnd('-');
        return all.Any(char.IsLetter) ? all : null;
    }

    /// <summary>The same words on one line, with single spaces and nothing that cannot be seen.</summary>
    public static string Tidy(string words) =>
        string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => new string([.. word.Where(c => !char.IsControl(c))])).Where(word => word.Length > 0));

    /// <summary>Whether two checks say the same, however they are written.</summary>
    public static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
