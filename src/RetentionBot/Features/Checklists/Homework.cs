using System.Text.Json;
using RetentionBot.Domain.Checklists;

namespace RetentionBot.Features.Checklists;

/// <summary>What the bot found out for one check.</summary>
/// <param name="Lines">In each language of the bot, <c>en</c> and <c>nl</c>, the sentences to show, in Markdown whose foreign text is escaped.</param>
/// <param name="IsProven">Whether what the check says exists is there; null when there is nothing to look for.</param>
internal sealed record Homework(IReadOnlyDictionary<string, IReadOnlyList<string>> Lines, bool? IsProven)
{
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
