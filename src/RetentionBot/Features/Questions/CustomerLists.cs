using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>
/// Lists the customers behind a figure, ten at a time. A list is leafed through by the code of its proof, so every page shows those the figure counted when it was
/// given, whatever has become of the data since.
/// </summary>
internal sealed class CustomerLists(RetentionDb db, AnswerQuestions questions, CustomerListCard card)
{
    public const int PageSize = 10;

    /// <summary>Nobody leafs through more; a lead gets them as a file.</summary>
    public const int MostListed = 2000;

    /// <param name="proof">The figure whose customers are meant.</param>
    /// <param name="page">From 0; one that there is not becomes the nearest that there is.</param>
    /// <param name="texts">The language to write in.</param>
    /// <param name="asker">Who asked: leads are offered the file.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public async Task<MessageContent> ShowAsync(ProvenAnswer proof, int page, Texts texts, Actor asker, CancellationToken ct)
    {
        var names = proof.Evidence.Members is { Ids: { } ids, Count: <= MostListed } ? await NamesAsync(ids, ct) : [];
        var last = Math.Max(0, (names.Count - 1) / PageSize);
        page = Math.Clamp(page, 0, last);
        var hasChanged = await questions.DataVersionAsync(ct) != proof.Evidence.DataVersion;
        var shown = new CustomerPage([.. names.Skip(page * PageSize).Take(PageSize)], page, last, hasChanged);
        return card.Show(proof, shown, texts, withFile: asker.IsAtLeast(StaffRole.Lead));
    }

    /// <summary>In alphabetical order; two of one name stay two.</summary>
    private async Task<List<string>> NamesAsync(IReadOnlyList<long> ids, CancellationToken ct)
    {
        var wanted = ids.ToList();
        var rows = await db.Customers.AsNoTracking().Where(c => wanted.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id).Select(r => r.Name)];
    }
}
