using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>
/// Lists the customers behind a figure, ten at a time. A list is leafed through by the code of its proof, so every page shows those the figure counted when it was
/// given, whatever has become of the data since.
/// </summary>
internal sealed class CustomerLists(RetentionDb db, AnswerQuestions questions, Cards cards)
{
    public const int PageSize = 10;

    /// <summary>Nobody leafs through more; a lead gets them as a file.</summary>
    public const int MostListed = 2000;

    private const int LongestName = 80;

    /// <param name="proof">The figure whose customers are meant.</param>
    /// <param name="page">From 0; one that there is not becomes the nearest that there is.</param>
    /// <param name="texts">The language to write in.</param>
    /// <param name="asker">Who asked: leads are offered the file.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public async Task<MessageContent> ShowAsync(ProvenAnswer proof, int page, Texts texts, Actor asker, CancellationToken ct)
    {
        var (result, members) = (proof.Evidence.Results[0], proof.Evidence.Members);
        var count = members?.Count ?? 0;
        var names = members is { Ids: { } ids, Count: <= MostListed } ? await NamesAsync(ids, ct) : [];
        var last = Math.Max(0, (names.Count - 1) / PageSize);
        page = Math.Clamp(page, 0, last);
        var shown = names.Skip(page * PageSize).Take(PageSize).ToList();
        var hasChanged = await questions.DataVersionAsync(ct) != proof.Evidence.DataVersion;
        var data = new
        {
            proof.Code,
            Title = texts.Say("kpi.title", ("name", KpiWords.Name(result.Metric, texts)), ("period", texts.Format.Period(result.Asked))),
            Query = ProofWords.Filters(proof.Evidence, texts),
            Counts = KpiWords.Counts(result, texts),
            Lines = shown.Select(name => new { Text = CardText.Escape(name) }),
            Position = Position(members, page, shown.Count, texts),
            Remarks = KpiWords.Remarks(result, texts).Concat(hasChanged ? [texts.Say("kpi.list.changed")] : Array.Empty<string>()).Select(text => new { Text = text }),
            Proof = texts.Say("kpi.proof.code", ("code", proof.Code)),
            Previous = page > 0 ? page - 1 : (int?)null,
            Next = page < last ? page + 1 : (int?)null,
            Csv = count > 0 && asker.IsAtLeast(StaffRole.Lead),
        };
        return cards.Show("kpi-customers", texts, data, $"{KpiWords.Line(result, texts)} {data.Position} {data.Proof}");
    }

    private static string Position(KpiMembers? members, int page, int shown, Texts texts) => members switch
    {
        null => texts.Say("kpi.list.none-behind"),
        { Count: 0 } => texts.Say("kpi.list.nobody"),
        { Count: > MostListed } => texts.Say("kpi.list.too-many", ("count", members.Count), ("most", MostListed)),
        _ => texts.Say("kpi.list.position", ("first", (page * PageSize) + 1), ("last", (page * PageSize) + shown), ("count", members.Count)),
    };

    /// <summary>In alphabetical order; two of one name stay two.</summary>
    private async Task<List<string>> NamesAsync(IReadOnlyList<long> ids, CancellationToken ct)
    {
        var wanted = ids.ToList();
        var rows = await db.Customers.AsNoTracking().Where(c => wanted.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id).Select(r => Cut(r.Name))];
    }

    private static string Cut(string name) =>
        name.Length <= LongestName ? name : $"{name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)]}…";
}
