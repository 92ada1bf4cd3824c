using RetentionBot.Text;

namespace RetentionBot.SurveyPage;

/// <summary>What all pages have in common.</summary>
internal static class PageFrame
{
    public static string Write(Texts language, string title, Html body, Html footer, string style = PageStyle.Css)
    {
        // The style is the one piece that is no text and no markup; it holds no sign that would end it.
        Html page = $"""
            <!DOCTYPE html>
            <html lang="{language.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title><link rel="icon" href="data:,"><style>
            """;
        page.AppendLiteral(style);
        page.AppendLiteral("</style></head>\n<body><main>\n");
        page.AppendFormatted(body);
        page.AppendFormatted(footer);
        page.AppendLiteral("</main></body></html>");
        return page.ToString();
    }
}
