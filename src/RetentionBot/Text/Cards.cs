using System.Collections.Concurrent;
using System.Text.Json;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Text;

/// <summary>Fills the card templates in <c>cards/</c>. A template sees the feature's data and, as its <see cref="CardVocabulary"/>, one language.</summary>
/// <param name="zone">The workspace's, for instants on a card.</param>
internal sealed class Cards(string folder, TimeZoneInfo zone)
{
    private readonly ConcurrentDictionary<(string Name, string Language), CardTemplate> _templates = new();

    /// <param name="name">File name without <c>.json</c>.</param>
    /// <param name="texts">The language of the card.</param>
    /// <param name="data">The feature's data; member names become camel case. Text that came from people or sources must be escaped already.</param>
    /// <param name="summary">The line for notifications and screen readers.</param>
    public MessageContent Show(string name, Texts texts, object data, string summary)
    {
        var template = _templates.GetOrAdd((name, texts.Language), _ => Parse(name, texts));
        return new MessageContent(summary, template.Expand(JsonSerializer.SerializeToNode(data, JsonSerializerOptions.Web)!));
    }

    private CardTemplate Parse(string name, Texts texts)
    {
        try
        {
            return CardTemplate.Parse(File.ReadAllText(Path.Combine(folder, $"{name}.json")), new CardVocabulary(texts, zone));
        }
        catch (FormatException exception)
        {
            throw new FormatException($"cards/{name}.json: {exception.Message}", exception);
        }
    }
}
