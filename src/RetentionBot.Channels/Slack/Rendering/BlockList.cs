using System.Text;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>The blocks of one message or modal in the making. What it hands out fits Slack's limits whatever was put in.</summary>
internal sealed class BlockList(Surface surface, List<string> warnings)
{
    /// <summary>Stands where a card says nothing, since Slack takes no empty text.</summary>
    public const string Nothing = "–";

    private readonly List<JsonObject> _blocks = [];

    /// <summary>The section that further text may still be added to.</summary>
    private JsonObject? _openText;

    public void Add(JsonObject block)
    {
        _blocks.Add(block);
        _openText = null;
    }

    /// <summary>Text as one section, or more when it is long; joins the text before it while there is room.</summary>
    public void AddText(IReadOnlyList<string> pieces)
    {
        foreach (var text in Chunks(pieces))
        {
            var before = _openText?["text"]!["text"]!.GetValue<string>();
            if (before is not null && before.Length + 1 + text.Length <= BlockLimits.Text)
            {
                _openText!["text"] = Markup(before + "\n" + text);
                continue;
            }

            var section = new JsonObject { ["type"] = "section", ["text"] = Markup(text) };
            _blocks.Add(section);
            _openText = section;
        }
    }

    /// <summary>Further text starts a section of its own.</summary>
    public void Break() => _openText = null;

    public void AddDivider()
    {
        if (_blocks.Count > 0)
        {
            Add(new JsonObject { ["type"] = "divider" });
        }
    }

    public void AddContext(IReadOnlyList<string> pieces)
    {
        foreach (var text in Chunks(pieces))
        {
            Add(new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(Markup(text)) });
        }
    }

    /// <summary>Two columns of short texts, ten to a section.</summary>
    public void AddFields(IEnumerable<string> fields)
    {
        foreach (var ten in fields.Chunk(BlockLimits.Fields))
        {
            Add(new JsonObject { ["type"] = "section", ["fields"] = new JsonArray([.. ten.Select(Markup)]) });
        }
    }

    /// <summary>Text in letters of one width, as it is.</summary>
    public void AddPreformatted(string text) => AddRichText("rich_text_preformatted", [new JsonObject { ["type"] = "text", ["text"] = Fit(SlackText.Graphemes(text), BlockLimits.Text) }]);

    public void AddRichText(string kind, IEnumerable<JsonObject> elements) => Add(new JsonObject
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject { ["type"] = kind, ["elements"] = new JsonArray([.. elements]) }),
    });

    /// <summary>A text of at most <paramref name="limit"/> units from pieces; cutting it adds a warning.</summary>
    public string Fit(IEnumerable<string> pieces, int limit)
    {
        var (text, isCut) = SlackText.Join(pieces, limit);
        if (isCut)
        {
            warnings.Add($"Text cut to {limit} signs.");
        }

        return string.IsNullOrWhiteSpace(text) ? Nothing : text;
    }

    public static JsonObject Markup(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };

    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };

    /// <summary>The blocks, with the buttons and inputs kept first when not everything has room.</summary>
    public JsonArray ToArray()
    {
        var sizes = _blocks.ConvertAll(block => Encoding.UTF8.GetByteCount(block.Compact()) + 1);
        var isKept = new bool[_blocks.Count];
        var (count, size) = (0, 0);
        var isFull = _blocks.Count > surface.Blocks || sizes.Sum() > surface.Bytes;

        // Room for the line that says something is missing.
        var (most, largest) = isFull ? (surface.Blocks - 1, surface.Bytes - 200) : (surface.Blocks, surface.Bytes);
        Keep(IsInteractive);
        Keep(block => !IsInteractive(block));
        if (!isFull)
        {
            return new JsonArray([.. _blocks]);
        }

        warnings.Add($"{_blocks.Count - count} blocks left out: there was no room for them.");
        var firstLost = Array.IndexOf(isKept, false);
        var kept = new JsonArray();
        for (var i = 0; i < _blocks.Count; i++)
        {
            if (i == firstLost)
            {
                kept.Add((JsonNode)new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(Markup(SlackText.Ellipsis)) });
            }

            if (isKept[i])
            {
                kept.Add((JsonNode)_blocks[i]);
            }
        }

        return kept;

        void Keep(Predicate<JsonObject> isWanted)
        {
            for (var i = 0; i < _blocks.Count; i++)
            {
                if (isWanted(_blocks[i]) && count < most && size + sizes[i] <= largest)
                {
                    (isKept[i], count, size) = (true, count + 1, size + sizes[i]);
                }
            }
        }
    }

    private static bool IsInteractive(JsonObject block) => block.Kind() is "actions" or "input" || block["accessory"] is not null;

    private static IEnumerable<string> Chunks(IReadOnlyList<string> pieces)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            // A single sign can be longer than a whole section: a letter under thousands of accents. Nobody misses it.
            var whole = piece.Length > BlockLimits.Text ? SlackText.Ellipsis : piece;
            if (text.Length + whole.Length > BlockLimits.Text)
            {
                if (!string.IsNullOrWhiteSpace(text.ToString()))
                {
                    yield return text.ToString();
                }

                text.Clear();
            }

            text.Append(whole);
        }

        if (!string.IsNullOrWhiteSpace(text.ToString()))
        {
            yield return text.ToString();
        }
    }
}
