namespace RetentionBot.SurveyPage;

/// <summary>How the page looks: one column that fits 320 pixels, light or dark as the reader has it.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --back: #fff; --text: #1b1b1f; --soft: #55565c; --line: #767780; --act: #1d4fb8; --on-act: #fff; --bad: #b3151b; --good: #1a6b34 }
        @media (prefers-color-scheme: dark) { :root { --back: #17181c; --text: #f0f0f3; --soft: #b9bac2; --line: #8d8e98; --act: #a9c4ff; --on-act: #0b1d45; --bad: #ffb3b3; --good: #9fe0b2 } }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--back); color: var(--text); font: 1.0625rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
        main { max-width: 36rem; margin: 0 auto; padding: 1.25rem 1rem 3rem }
        h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .75rem }
        fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
        legend { padding: 0 }
        .scores { display: grid; grid-template-columns: repeat(auto-fill, minmax(3rem, 1fr)); gap: .5rem; margin: 1rem 0 }
        .scores label { position: relative; display: block }
        .scores input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer }
        .scores span { display: block; padding: .625rem 0; text-align: center; border: 1px solid var(--line); border-radius: .375rem; font-weight: 600 }
        .scores input:checked + span { background: var(--act); border-color: var(--act); color: var(--on-act); text-decoration: underline }
        .scores input:focus-visible + span, button:focus-visible, a:focus-visible, textarea:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
        textarea { width: 100%; padding: .5rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .375rem }
        .field { display: block; margin: 1rem 0 .25rem; font-weight: 600 }
        button { display: inline-block; margin: 1rem 0 .5rem; padding: .625rem 1.25rem; font: inherit; font-weight: 600; color: var(--on-act); background: var(--act); border: 1px solid var(--act); border-radius: .375rem; cursor: pointer }
        a { color: var(--act) }
        .soft { color: var(--soft) }
        .error { padding: .5rem .75rem; border-left: 4px solid var(--bad); color: var(--bad); font-weight: 600 }
        .done { padding: .5rem .75rem; border-left: 4px solid var(--good); color: var(--good); font-weight: 600 }
        footer { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line) }
        footer a { display: inline-block; margin: 0 1rem .5rem 0; padding: .25rem 0 }
        """;
}
