using RetentionBot.SurveyPage;
using RetentionBot.Text;

namespace RetentionBot.Hosting.Admin;

/// <summary>Asks for a key, and says why something was not done.</summary>
internal static class LogInPage
{
    /// <param name="status">401 or 403.</param>
    /// <param name="language">The language.</param>
    /// <param name="chosen">The language that was chosen on the page.</param>
    /// <param name="isAnswer">Whether a key was given that does not do.</param>
    public static PageResult Show(int status, Texts language, string? chosen, bool isAnswer)
    {
        var fault = !isAnswer ? null : status == StatusCodes.Status403Forbidden ? language.Say("jobs.page.wrong-scope") : language.Say("jobs.page.wrong-key");
        var shown = fault is null ? Html.None : (Html)$"""<p id="fault" class="error" role="alert">{fault}</p>""";
        var described = fault is null ? (Html)$"aria-describedby=\"hint\"" : $"aria-describedby=\"hint fault\" aria-invalid=\"true\"";
        return Page(status, language.Say("jobs.page.log-in"), language, chosen, $"""
            <h1>{language.Say("jobs.page.log-in")}</h1>
            <p id="hint">{language.Say("jobs.page.log-in-text")}</p>
            {shown}
            <form method="post" action="{AdminEndpoints.LogInRoute}{JobsPage.Query(chosen)}">
            <label class="field" for="key">{language.Say("jobs.page.key")}</label>
            <input id="key" name="{AdminEndpoints.KeyField}" type="password" autocomplete="off" required {described}>
            <button type="submit">{language.Say("jobs.page.log-in")}</button>
            </form>
            """);
    }

    public static PageResult Notice(int status, string words, Texts language, string? chosen) =>
        Page(status, words, language, chosen, $"""<h1>{language.Say("jobs.page.title")}</h1><p class="error" role="alert">{words}</p>""");

    private static PageResult Page(int status, string title, Texts language, string? chosen, Html body) => AdminFrame.Write(
        status, title, language, body, $"""<a href="{AdminEndpoints.JobsRoute}{JobsPage.Query(chosen)}">{language.Say("jobs.page.title")}</a>""");
}
