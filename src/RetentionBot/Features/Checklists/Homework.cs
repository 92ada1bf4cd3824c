using System.Text.Json;
using RetentionBot.Domain.Checklists;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>What the bot found out for one check.</summary>
/// <param name="Lines">
/// In each language of the bot, <c>en</c> and <c>nl</c>, the sentences to show, in Markdown whose foreign text is escaped; and under <see cref="Proofs"/> the codes of
/// the proofs that are in them.
/// </param>
/// <param name="IsProven">Whether what the check says exists is there; null when there is nothing to look for.</param>
internal sealed record Homework(IReadOnlyDictionary<string, IReadOnlyList<string>> Lines, bool? IsProven)
{
    /// <summary>The key beside the languages.</summary>
    public const string Proofs = "proofs";

    private static readonly string[] Languages = [Texts.English, Texts.Dutch];

    /// <param name="lines">The sentences in a language.</param>
    /// <param name="isProven">As <see cref="IsProven"/>.</param>
    /// <param name="proofs">Codes of the proofs in them.</param>
    public static Homework Of(Func<Texts, IEnumerable<string>> lines, bool? isProven, params IReadOnlyList<string> proofs)
    {
        var all = Languages.ToDictionary(l => l, l => (IReadOnlyList<string>)[.. lines(Texts.For(l))], StringComparer.Ordinal);
        if (proofs.Count > 0)
        {
            all[Proofs] = proofs;
        }

        return new Homework(all, isProven);
    }

    /// <summary>As <see cref="ChecklistItem.Homework"/> keeps the lines.</summary>
    public string LinesAsJson => JsonSerializer.Serialize(Lines, JsonSerializerOptions.Web);

    /// <summary>The lines of a check in a language; none when nothing was found out.</summary>
    public static IReadOnlyList<string> LinesOf(ChecklistItem item, string language) =>
        item.Homework is { } json ? JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(json, JsonSerializerOptions.Web)!.GetValueOrDefault(language, []) : [];
}

/// <summary>Finds out what the bot can know by itself about the checks of a list.</summary>
internal interface IHomework
{
    /// <param name="item">The check.</param>
    /// <param name="day">The day its list is meant for; "the month" is the one before it.</param>
    /// <param name="ct">Stops the look-up.</param>
    /// <returns>Null when there is nothing to find out about it.</returns>
    Task<Homework?> OfAsync(ChecklistItem item, DateOnly day, CancellationToken ct);
}
