using RetentionBot.Text;

namespace RetentionBot.SurveyPage;

/// <summary>Pages that say why there is nothing to answer, or that nothing was kept.</summary>
internal static class Notices
{
    /// <summary>One page for every link that leads nowhere: it does not tell whether it ever led anywhere.</summary>
    public static PageResult Gone(Texts language, bool isClosed) => Notice(
        isClosed ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound, language, language.Say("survey.page.gone"), language.Say("survey.page.gone-text"));

    public static PageResult Busy(Texts language) =>
        Notice(StatusCodes.Status429TooManyRequests, language, language.Say("survey.page.busy"), language.Say("survey.page.busy-text"));

    public static PageResult TooLarge(Texts language) =>
        Notice(StatusCodes.Status413PayloadTooLarge, language, language.Say("survey.page.too-large"), language.Say("survey.page.too-large-text"));

    public static PageResult Unreadable(Texts language) =>
        Notice(StatusCodes.Status400BadRequest, language, language.Say("survey.page.unreadable"), language.Say("survey.page.again"));

    public static PageResult Failed(Texts language) =>
        Notice(StatusCodes.Status503ServiceUnavailable, language, language.Say("survey.page.failed"), language.Say("survey.page.again"));

    private static PageResult Notice(int status, Texts language, string title, string text) => new(status, PageFrame.Write(language, title, $"<h1>{title}</h1><p>{text}</p>", Html.None));
}
