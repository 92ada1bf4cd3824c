using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>
/// A question of one press: the card's only required input is a choice among at most eleven (0 to 10, one more than a radio group holds) and there is one way
/// to send it. Each choice then becomes a button that sends it; further inputs go along with the press.
/// </summary>
internal readonly record struct ChoiceRow(JsonObject Input, JsonObject Submit)
{
    private const int MostChoices = 11;

    public static ChoiceRow? In(JsonObject card)
    {
        var elements = card.VisibleDescendants().ToList();
        var required = elements.FindAll(element => element.Kind().StartsWith("Input.", StringComparison.Ordinal) && element.Is("isRequired"));
        var submits = elements.FindAll(element => ActionBlocks.IsSubmit(element) && !element.Has("isEnabled", "false"));
        return required is [{ } input] && submits is [{ } submit]
            && input.Kind() == "Input.ChoiceSet" && !input.Is("isMultiSelect") && input.Text("id") is not null
            && Choices(input).Count is > 0 and <= MostChoices
            && ActionId.IsVerb(ActionBlocks.Verb(submit))
                ? new ChoiceRow(input, submit)
                : null;
    }

    public void AddTo(BlockList blocks, ActionBlocks actions)
    {
        if ((Input.Text("label") ?? Input.Text("placeholder")) is { } question)
        {
            blocks.AddText(Mrkdwn.Pieces(question));
        }

        var (id, submit) = (Input.Text("id")!, Submit);
        actions.AddRows([.. Choices(Input).Select((choice, i) => Button(i, choice.Title, choice.Value)).OfType<JsonObject>()]);

        JsonObject? Button(int index, string title, string value)
        {
            var data = submit["data"] is JsonObject given ? (JsonObject)given.DeepClone() : [];
            data[id] = value;
            return actions.DataButton(title, ActionBlocks.Verb(submit), data, value.Length <= 40 ? value : $"choice {index}");
        }
    }

    private static List<(string Title, string Value)> Choices(JsonObject input) =>
        [.. InputBlocks.Choices(input).DistinctBy(choice => choice.Value, StringComparer.Ordinal)];
}
