using System.Globalization;
using System.Text.RegularExpressions;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>
/// <c>answers of Acme last quarter</c> / <c>antwoorden van Acme vorig kwartaal</c>: who answered what, in the reader's own chat with the bot and nowhere else. Leads see
/// all, an owner the own customers', anybody else nothing. Every look is noted.
/// </summary>
internal sealed partial class ShowAnswers(AnswerDesk desk, FactCache cache, Workspace workspace, TimeProvider clock, OutboxWriter outbox) : ITextCommand, ICardActionHandler
{
    public const string Verb = "survey.answers";

    private const int UsualDays = 90;

    public static bool Matches(string text) => Sentence().IsMatch(text);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var said = Sentence().Match(turn.Turn.Text).Groups;
        turn = KpiRights.In(turn, said["nl"].Success ? Texts.Dutch : Texts.English);
        if (await desk.OpenAsync(turn, ct) is { Refusal: { } refusal })
        {
            return refusal;
        }

        var (selection, fault) = await ReadAsync(said["kind"].Value, said["rest"].Value, turn.Texts, ct);
        if (selection is null)
        {
            return TurnResult.Say(fault!);
        }

        var (content, refused) = await desk.ShowAsync(turn, selection, page: 0, ct);
        return content is null ? refused! : TurnResult.Show(content);
    }

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        turn = KpiRights.In(turn, action.Data.GetValueOrDefault("lang"));
        if (AnswerSelection.Read(action.Data.GetValueOrDefault("which")) is not { } selection)
        {
            return TurnResult.Tell(turn.Texts.Say("answers.gone"));
        }

        _ = int.TryParse(action.Data.GetValueOrDefault("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page);
        var (content, refusal) = await desk.ShowAsync(turn, selection, page, ct);
        if (content is null)
        {
            return refusal!;
        }

        if (action.MessageId is { } message)
        {
            // Not every channel takes a card as the answer to a press.
            outbox.Rewrite(turn.Turn.Conversation, message, content);
        }

        return TurnResult.Replace(content);
    }

    /// <summary>Period and customer are read as they are in a question about a figure.</summary>
    private async Task<(AnswerSelection? Selection, string? Fault)> ReadAsync(string kind, string rest, Texts texts, CancellationToken ct)
    {
        var (facts, today) = (await cache.CurrentAsync(ct), workspace.LocalDate(clock.GetUtcNow()));
        SurveyKind? wanted = kind.ToLowerInvariant() switch { "nps" => SurveyKind.Nps, "csat" => SurveyKind.Csat, _ => null };
        var usual = new Period(today.AddDays(1 - UsualDays), today.AddDays(1));
        if (rest.Trim(' ', '.', '?', '!').Length == 0)
        {
            return (new AnswerSelection(wanted, usual, CustomerId: null), null);
        }

        var reading = QuestionParser.Parse($"nps {rest}", today, facts.Vocabulary, context: null, texts.Language);
        if (reading.NotUnderstood is { } word)
        {
            return (null, $"{texts.Say("question.word", ("word", CardText.Escape(word)))} {texts.Say("answers.usage")}");
        }

        if (reading is not { Intent: Intent.Kpi, Period: { } period } || reading.Filters.Keys.Any(key => key != FilterNames.Customer))
        {
            return (null, texts.Say("answers.usage"));
        }

        long? customer = null;
        if (reading.Filters.TryGetValue(FilterNames.Customer, out var names))
        {
            if (names is not [var name] || facts.Vocabulary.Customers.Meant(name) is not [var index])
            {
                return (null, texts.Say("answers.usage"));
            }

            customer = facts.Snapshot.CustomerIds[index];
        }

        return (new AnswerSelection(wanted, reading.PeriodWasSaid ? period : usual, customer), null);
    }

    [GeneratedRegex(
        @"^\s*((my|mijn)\s+)?((?<kind>nps|csat)[\s-]+)?((?<en>answers)|(?<nl>antwoorden))\b\s*(?<rest>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
