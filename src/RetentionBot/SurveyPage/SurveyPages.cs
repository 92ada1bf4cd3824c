using System.Globalization;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Text;

namespace RetentionBot.SurveyPage;

/// <summary>Where the forms and links of somebody's pages lead.</summary>
/// <param name="Page">Path of the question.</param>
/// <param name="Language">The language chosen on the page, which every step keeps; null when none was.</param>
internal sealed record PagePaths(string Page, string? Language)
{
    public string Question => With(Page);

    public string Comment => With($"{Page}/{SurveyPageEndpoints.CommentStep}");

    public string Thanks => With($"{Page}/{SurveyPageEndpoints.ThanksStep}");

    public string Unsubscribe => With($"{Page}/{SurveyLinks.UnsubscribeStep}");

    private string With(string path) => Language is null ? path : $"{path}?{PageLanguage.Parameter}={Language}";
}

/// <summary>What stands on the pages. They need no script; whatever people or settings said is escaped.</summary>
internal sealed class SurveyPages(SurveyTexts texts, Workspace workspace)
{
    /// <summary>The question. Opening it counts as nothing: only the button does.</summary>
    /// <param name="visit">Whose question.</param>
    /// <param name="language">The language.</param>
    /// <param name="paths">Where the form leads.</param>
    /// <param name="chosen">The score that is chosen already: the mail's link says it, or it was answered before.</param>
    /// <param name="hasFault">Whether what was sent is no score.</param>
    public PageResult Question(LinkVisit visit, Texts language, PagePaths paths, int? chosen, bool hasFault)
    {
        var (words, invitation) = (texts.In(language), visit.Invitation);
        var question = SurveyCard.QuestionOf(invitation.Kind, words);
        var choose = SurveyCard.ChooseIn(invitation.Kind, words);
        return Page(hasFault ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, language, hasFault ? $"{choose} – {question}" : question, paths, $"""
            <form method="post" action="{paths.Question}" novalidate>
            <fieldset aria-describedby="scale{(hasFault ? " fault" : "")}">
            <legend><h1>{question}</h1></legend>
            {Paragraph("", About(invitation, words))}{Paragraph("", invitation.IsTest ? words.Say("survey.say.test") : null)}
            <p id="scale" class="soft">{ScaleIn(invitation.Kind, words)}</p>
            {Fault(hasFault ? choose : null)}
            <div class="scores">{SurveyCard.Scores(invitation.Kind).Select(score => Score(score, score == chosen))}</div>
            </fieldset>
            {Paragraph("", invitation.AnsweredAt is null ? null : Answered(visit, words))}
            <button type="submit">{words.Say("survey.say.send")}</button>
            <p class="soft">{words.Texts.Say("survey.page.press")}</p>
            <p class="soft">{words.Say("survey.say.who-sees")}</p>
            </form>
            """,
            here: paths.Question);
    }

    /// <summary>Thanks by what was answered, and the question that follows from it.</summary>
    /// <param name="visit">Who answered.</param>
    /// <param name="language">The language.</param>
    /// <param name="paths">Where the form leads.</param>
    /// <param name="comment">What stands in the box.</param>
    /// <param name="tooLong">Whether the comment was refused because of its length.</param>
    public PageResult Thanks(LinkVisit visit, Texts language, PagePaths paths, string? comment, bool tooLong)
    {
        var (words, invitation) = (texts.In(language), visit.Invitation);
        var score = invitation.Score!.Value;
        var fault = tooLong ? language.Say("survey.page.too-long", ("count", comment!.Length), ("most", AnswerByLink.LongestComment)) : null;
        return Page(tooLong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, language, fault ?? words.Say("survey.say.thanks"), paths, $"""
            <h1>{words.Say("survey.say.thanks")}</h1>
            <p>{SurveyCard.ThanksFor(invitation.Kind, score, words)}</p>
            <p>{Answered(visit, words)} <a href="{paths.Question}">{language.Say("survey.page.change")}</a></p>
            {(invitation.Comment is null || tooLong ? Html.None : Paragraph("done", words.Say("survey.say.commented")))}
            <form method="post" action="{paths.Comment}" novalidate>
            {Fault(fault)}
            <label class="field" for="comment">{SurveyCard.FollowUpOn(invitation.Kind, score, words)}</label>
            <textarea id="comment" name="comment" rows="5" dir="auto" aria-describedby="hint{(tooLong ? " fault" : "")}"{Invalid(tooLong)}>
            {comment}</textarea>
            <p id="hint" class="soft">{language.Say("survey.page.comment-hint", ("most", AnswerByLink.LongestComment))} {words.Say("survey.say.who-sees")}</p>
            <button type="submit">{language.Say("survey.page.comment-send")}</button>
            </form>
            """);
    }

    /// <summary>Asks whether to stop: nothing is done before the button is pressed.</summary>
    public PageResult Stop(Texts language, PagePaths paths, bool hasStopped) => hasStopped ? Stopped(language, paths) : Page(
        StatusCodes.Status200OK,
        language,
        language.Say("survey.page.stop-title"),
        paths,
        $"""
        <h1>{language.Say("survey.page.stop-title")}</h1>
        <p>{language.Say("survey.page.stop-text")}</p>
        <form method="post" action="{paths.Unsubscribe}"><input type="hidden" name="{SurveyPageEndpoints.StopField}" value="yes">
        <button type="submit">{language.Say("survey.page.stop-yes")}</button></form>
        """,
        here: paths.Unsubscribe);

    public PageResult Stopped(Texts language, PagePaths paths) => Page(
        StatusCodes.Status200OK, language, language.Say("survey.page.stop-title"), paths, $"<h1>{texts.In(language).Say("survey.say.stopped")}</h1>", isOver: true);

    private static string ScaleIn(SurveyKind kind, SurveyWords words) => kind == SurveyKind.Nps ? words.Say("survey.nps.scale") : words.Say("survey.csat.scale");

    /// <summary>The support case a question is about; null when it is about none.</summary>
    private static string? About(SurveyInvitation invitation, SurveyWords words) =>
        SurveyQuestion.CaseIn(invitation.Round) is { } key ? words.Say("survey.say.about", ("case", key)) : null;

    private string Answered(LinkVisit visit, SurveyWords words) => words.Texts.Say(
        "survey.page.answered",
        ("score", visit.Invitation.Score),
        ("until", words.Texts.Format.Moment(SurveyLinks.ExpiryOf(visit.Invitation), workspace.Zone)));

    private static Html Score(int score, bool isChosen)
    {
        var number = score.ToString(CultureInfo.InvariantCulture);
        return $"""<label><input type="radio" name="score" value="{number}"{(isChosen ? (Html)$" checked" : Html.None)}><span>{number}</span></label>""";
    }

    private static Html Paragraph(string style, string? words) =>
        words is null ? Html.None : style.Length == 0 ? (Html)$"<p>{words}</p>" : $"""<p class="{style}">{words}</p>""";

    private static Html Fault(string? words) => words is null ? Html.None : $"""<p id="fault" class="error" role="alert">{words}</p>""";

    private static Html Invalid(bool isInvalid) => isInvalid ? $" aria-invalid=\"true\"" : Html.None;

    /// <param name="here">The page's own path, to which it has no link.</param>
    private static PageResult Page(int status, Texts language, string title, PagePaths paths, Html body, bool isOver = false, string? here = null)
    {
        var other = Texts.For(language.Language == Texts.Dutch ? Texts.English : Texts.Dutch);
        Html stop = isOver || here == paths.Unsubscribe ? Html.None : $"""<a href="{paths.Unsubscribe}">{language.Say("survey.page.stop")}</a>""";
        Html question = here == paths.Question ? Html.None : $"""<a href="{paths.Question}">{language.Say("survey.page.question")}</a>""";
        Html translate = $"""<a href="{(paths with { Language = other.Language }).Question}" lang="{other.Language}" hreflang="{other.Language}">{other.Say("survey.page.language")}</a>""";
        return new PageResult(status, PageFrame.Write(language, title, body, $"<footer>{stop}{question}{translate}</footer>"));
    }
}
