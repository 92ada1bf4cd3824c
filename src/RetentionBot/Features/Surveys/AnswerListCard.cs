using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>One page of answers by name.</summary>
/// <param name="Answers">Those on it.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Page">Which, from 0.</param>
internal sealed record AnswerPage(IReadOnlyList<NamedAnswer> Answers, int Count, int Page);

/// <summary>Who answered what, a page at a time; a lead is offered the file.</summary>
internal sealed class AnswerListCard(Cards cards, Workspace workspace)
{
    public const int PageSize = 5;

    /// <summary>A card has room for so much of each comment; the file has all of it.</summary>
    private const int LongestComment = 600;

    private const int LongestName = 80;

    /// <param name="customer">The name of the one customer it is about; null for several.</param>
    public MessageContent Show(AnswerSelection selection, AnswerPage page, string? customer, bool withFile, Texts texts)
    {
        var period = texts.Format.Period(selection.Period);
        var title = customer is null ? texts.Say("answers.title", ("period", period)) : texts.Say("answers.of", ("customer", CardText.Escape(Cut(customer, LongestName))), ("period", period));
        var first = page.Page * PageSize;
        var position = page.Count == 0
            ? texts.Say("answers.none")
            : texts.Say("answers.position", ("first", first + 1), ("last", first + page.Answers.Count), ("count", page.Count));
        var data = new
        {
            Title = title,
            Which = selection.Code,
            Lang = texts.Language,
            Rows = page.Answers.Select(a => new { Text = Line(a, texts), Comment = a.Comment is { Length: > 0 } comment ? CardText.Escape(Cut(comment, LongestComment)) : null }),
            Position = position,
            Previous = page.Page > 0 ? page.Page - 1 : (int?)null,
            Next = first + PageSize < page.Count ? page.Page + 1 : (int?)null,
            Csv = withFile && page.Count > 0,
        };
        return cards.Show("survey-answers", texts, data, $"{title}. {position}");
    }

    private string Line(NamedAnswer answer, Texts texts)
    {
        var name = answer.Person is { } person ? CardText.Escape(Cut(person, LongestName)) : texts.Say("answers.someone");
        return texts.Say(
            "answers.line",
            ("score", answer.Score),
            ("most", SurveyScale.Of(answer.Kind).To),
            ("kind", answer.Kind.ToString().ToUpperInvariant()),
            ("person", answer.Customer is { } customer ? texts.Say("answers.person", ("name", name), ("customer", CardText.Escape(Cut(customer, LongestName)))) : name),
            ("day", workspace.LocalDate(answer.At)));
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)]}…";
}
