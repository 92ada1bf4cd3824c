using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>One page of a list of customers.</summary>
/// <param name="Names">The names on it; none where they are not listed one by one.</param>
/// <param name="Page">Which, from 0.</param>
/// <param name="Last">The last there is.</param>
/// <param name="HasChanged">Whether the data have changed since the answer was given.</param>
internal sealed record CustomerPage(IReadOnlyList<string> Names, int Page, int Last, bool HasChanged);

/// <summary>Shows a page of the customers behind a figure, with buttons for the pages beside it.</summary>
internal sealed class CustomerListCard(Cards cards)
{
    private const int LongestName = 80;

    /// <param name="withFile">Whether the list is offered as a file.</param>
    public MessageContent Show(ProvenAnswer proof, CustomerPage page, Texts texts, bool withFile)
    {
        var (result, members) = (proof.Evidence.Results[0], proof.Evidence.Members);
        var data = new
        {
            proof.Code,
            Lang = texts.Language,
            Title = texts.Say("kpi.title", ("name", KpiWords.Name(result.Metric, texts)), ("period", texts.Format.Period(result.Asked))),
            Query = ProofWords.Filters(proof.Evidence, texts),
            Counts = KpiWords.Counts(result, texts),
            Lines = page.Names.Select(name => new { Text = CardText.Escape(Cut(name)) }),
            Position = Position(members?.Count, page, texts),
            Remarks = KpiWords.Remarks(result, texts).Concat(page.HasChanged ? [texts.Say("kpi.list.changed")] : Array.Empty<string>()).Select(text => new { Text = text }),
            Proof = texts.Say("kpi.proof.code", ("code", proof.Code)),
            Previous = page.Page > 0 ? page.Page - 1 : (int?)null,
            Next = page.Page < page.Last ? page.Page + 1 : (int?)null,
            Csv = withFile && members is { Count: > 0 },
        };
        return cards.Show("kpi-customers", texts, data, $"{KpiWords.Line(result, texts)} {data.Position} {data.Proof}");
    }

    private static string Position(int? count, CustomerPage page, Texts texts) => count switch
    {
        null => texts.Say("kpi.list.none-behind"),
        0 => texts.Say("kpi.list.nobody"),
        > CustomerLists.MostListed => texts.Say("kpi.list.too-many", ("count", count), ("most", CustomerLists.MostListed)),
        _ => texts.Say(
            "kpi.list.position",
            ("first", (page.Page * CustomerLists.PageSize) + 1),
            ("last", (page.Page * CustomerLists.PageSize) + page.Names.Count),
            ("count", count)),
    };

    /// <summary>A card has room for ten long names, not for ten of any length.</summary>
    private static string Cut(string name) =>
        name.Length <= LongestName ? name : $"{name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)]}…";
}
