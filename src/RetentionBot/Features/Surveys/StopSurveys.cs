using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Surveys;

/// <summary><c>stop</c> / <c>stop maar</c>, <c>afmelden</c>: a contact gets no surveys any more.</summary>
internal sealed class StopSurveys(SurveyStops stops, SurveyTexts texts) : ITextCommand
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "stop", "stop maar", "please stop", "unsubscribe", "opt out", "afmelden", "meld me af", "uitschrijven" };

    public static bool Matches(string text) => Words.Contains(text.Trim(' ', '.', '!'));

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        if (turn.Actor.Contact is not { } contact)
        {
            return TurnResult.Say(turn.Texts.Say(turn.Actor.IsStaff ? "survey.stop-colleague" : "survey.stop-unknown"));
        }

        await stops.StopAsync(contact, turn.Place.ChannelId, turn.Actor.Key, ct);
        var said = texts.In(SurveyAction.LanguageOf(contact, turn.Place)).Say("survey.say.stopped");
        return SurveyPlaces.IsOwn(turn.Place) ? TurnResult.Say(said) : TurnResult.Tell(said);
    }
}

/// <summary>The same by the button of a survey's card.</summary>
internal sealed class StopByButton(SurveyDesk desk, SurveyStops stops) : SurveyAction(desk)
{
    public const string Verb = "survey.stop";

    protected override async Task<TurnResult> ActAsync(SurveyPress press, CancellationToken ct)
    {
        var place = press.Turn.Place;
        await stops.StopAsync(press.Contact, place.ChannelId, press.Turn.Actor.Key, ct);
        await Desk.RewriteAsync(press, hasStopped: true, ct);

        // Everybody's card is rewritten; what answers the press is for the one who pressed.
        var (isOwn, said) = (SurveyPlaces.IsOwn(place), Desk.WordsFor(press).Say("survey.say.stopped"));
        var answer = isOwn ? Desk.ShownIn(place, press, hasStopped: true) : Desk.Card.Stopped(press.Texts, isInFrontOfOthers: false);
        return TurnResult.Replace(answer, isOwn ? null : said);
    }
}
