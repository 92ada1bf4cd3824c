using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>Pictures, which Slack fetches itself from a public https address; anything else becomes its alternative text.</summary>
internal sealed class PictureBlocks(BlockList blocks, List<string> warnings)
{
    /// <summary>A picture as a block or beside a section; null when Slack could not fetch it.</summary>
    public static JsonObject? Element(JsonObject image) => CardJson.IsHttps(image.Text("url")) ? Picture(image.Text("url")!, AltText(image) ?? "image") : null;

    public void Add(JsonObject image)
    {
        if (Element(image) is { } element)
        {
            blocks.Add(element);
            return;
        }

        warnings.Add("An image without an https address was left out.");
        if (AltText(image) is { } words)
        {
            blocks.AddContext([.. SlackText.Graphemes(words).Select(SlackText.Escape)]);
        }
    }

    /// <summary>Large pictures stand one below the other, smaller ones in a row of up to ten.</summary>
    public void AddAll(IReadOnlyList<JsonObject> images, bool areLarge)
    {
        foreach (var image in images.Where(image => areLarge || Element(image) is null))
        {
            Add(image);
        }

        foreach (var row in images.Where(_ => !areLarge).Select(Element).OfType<JsonObject>().Chunk(BlockLimits.ContextElements))
        {
            blocks.Add(new JsonObject { ["type"] = "context", ["elements"] = new JsonArray([.. row]) });
        }
    }

    /// <summary>A link to the recording, its poster beside it.</summary>
    public void AddMedia(JsonObject media)
    {
        warnings.Add("Media became a link: Slack plays none in a message.");
        var url = media.Children("sources").Select(source => CardJson.Link(source.Text("url"))).FirstOrDefault(link => link is not null);
        var words = AltText(media) ?? (url is null ? null : new Uri(url).Host);
        if (words is null)
        {
            return;
        }

        List<string> text = url is null ? [.. SlackText.Graphemes(words).Select(SlackText.Escape)] : ["▶ ", Mrkdwn.Link(url, words)];
        var section = new JsonObject { ["type"] = "section", ["text"] = BlockList.Markup(blocks.Fit(text, BlockLimits.Text)) };
        if (CardJson.IsHttps(media.Text("poster")))
        {
            section["accessory"] = Picture(media.Text("poster")!, words);
        }

        blocks.Add(section);
    }

    private static string? AltText(JsonObject element) => element.Text("altText") ?? element.Text("title");

    private static JsonObject Picture(string url, string altText) =>
        new() { ["type"] = "image", ["image_url"] = url, ["alt_text"] = SlackText.Cut(altText, BlockLimits.AltText) };
}
