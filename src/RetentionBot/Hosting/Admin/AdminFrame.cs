using RetentionBot.SurveyPage;
using RetentionBot.Text;

namespace RetentionBot.Hosting.Admin;

/// <summary>What the admin's pages have in common: the look of the other pages, wider, and a way to the other language.</summary>
internal static class AdminFrame
{
    private const string Css = PageStyle.Css + """

        main { max-width: 75rem }
        h2 { font-size: 1.1875rem; margin: 2rem 0 .5rem }
        h3 { font-size: 1.0625rem; margin: 0 }
        code { font: .875rem ui-monospace, monospace; color: var(--soft) }
        input[type=password] { width: 100%; max-width: 36rem; padding: .5rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .375rem; display: block }
        input:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
        .jobs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 23rem), 1fr)); gap: 1rem; list-style: none; margin: 0; padding: 0 }
        .jobs li { border: 1px solid var(--line); border-left: 4px solid var(--good); border-radius: .375rem; padding: .75rem 1rem }
        .jobs li.bad { border-left-color: var(--bad) }
        .jobs li.off { border-left-color: var(--line); border-left-style: dashed }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .125rem .75rem; margin: .5rem 0 }
        dt { color: var(--soft) }
        dd { margin: 0; min-width: 0 }
        .bad dd.outcome, dd.fault, .late { color: var(--bad); font-weight: 600 }
        .buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
        .buttons button { margin: .25rem 0; padding: .375rem .875rem }
        button.plain { color: var(--act); background: transparent }
        .bag { max-width: 36rem; grid-template-columns: 1fr max-content }
        @media (max-width: 30rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .375rem } .bag { grid-template-columns: 1fr max-content } }
        """;

    public static PageResult Write(int status, string title, Texts language, Html body, Html links)
    {
        var other = Texts.For(language.Language == Texts.Dutch ? Texts.English : Texts.Dutch);
        Html translate = $"""<a href="{AdminEndpoints.JobsRoute}{JobsPage.Query(other.Language)}" lang="{other.Language}" hreflang="{other.Language}">{other.Say("jobs.page.language")}</a>""";
        return new PageResult(status, PageFrame.Write(language, title, body, $"<footer>{links}{translate}</footer>", Css), style: Css);
    }
}
