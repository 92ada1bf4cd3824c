using System.Collections.Concurrent;
using System.Text.Json;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Text;

/// <summary>Fills the card templates in <c>cards/</c>. A template sees the feature's data and, under <c>t</c>, the texts of one language.</summary>
internal sealed class Cards(string folder)
{
    private readonly ConcurrentDictionary<string, CardTemplate> _templates = new(StringComparer.Ordinal);

    /// <param name="name">File name without <c>.json</c>.</param>
    /// <param name="texts">The language of the card.</param>
    /// <param name="data">The feature's data; member names become camel case. Text that came from people or sources must be escaped already.</param>
    /// <param name="summary">The line for notifications and screen readers.</param>
    public MessageContent Show(string name, Texts texts, object data, string summary)
    {
        var template = _templates.GetOrAdd(name, n => CardTemplate.Parse(File.ReadAllText(Path.Combine(folder, $"{n}.json"))));
        var filled = JsonSerializer.SerializeToNode(data, JsonSerializerOptions.Web)!.AsObject();
        filled["t"] = texts.ForCards();
        return new MessageContent(summary, template.Expand(filled));
    }
}
