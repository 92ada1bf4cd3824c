using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>
/// A question of one press: the card's only required input is a choice among at most eleven (0 to 10, one more than a radio group holds) and there is one way
/// to send it. Each choice then becomes a button that sends it; a last button opens all of the inputs when there are others.
/// </summary>
internal sealed class ChoiceRow
{
    private const int MostChoices = 11;

    private readonly JsonObject _input;
    private readonly List<(string Title, string Value)> _choices;
    private readonly JsonObject? _further;

    private ChoiceRow(JsonObject input, JsonObject submit, JsonObject? further)
    {
        Submit = submit;
        _input = input;
        _choices = [.. InputBlocks.Choices(input).DistinctBy(choice => choice.Value, StringComparer.Ordinal)];
        _further = further;
    }

    /// <summary>The action each choice stands for.</summary>
    public JsonObject Submit { get; }

    /// <summary>What the choices answer, in pieces; none when the input has no label.</summary>
    public IReadOnlyList<string> Question => (_input.Text("label") ?? _input.Text("placeholder")) is { } question ? Mrkdwn.Pieces(question) : [];

    /// <summary>Names the modal with all inputs: the first of those that became no buttons. Null when there is none.</summary>
    public string? FormTitle => _further is null ? null : InputBlocks.Label(_further);

    /// <param name="inputs">All inputs of the card.</param>
    /// <param name="senders">The actions that send them.</param>
    public static ChoiceRow? In(List<JsonObject> inputs, List<JsonObject> senders)
    {
        if (senders is not [{ } submit] || inputs.FindAll(input => input.Is("isRequired")) is not [{ } input]
            || input.Kind() != "Input.ChoiceSet" || input.Is("isMultiSelect") || input.Text("id") is null)
        {
            return null;
        }

        var row = new ChoiceRow(input, submit, inputs.Find(other => !ReferenceEquals(other, input)));
        return row._choices.Count is > 0 and <= MostChoices && row._choices.TrueForAll(choice => ActionBlocks.IsSendable(ActionBlocks.Verb(submit), row.Data(choice.Value)))
            ? row
            : null;
    }

    public IReadOnlyList<JsonObject> Buttons(ActionBlocks actions)
    {
        var buttons = _choices.Select((choice, index) =>
            actions.DataButton(choice.Title, ActionBlocks.Verb(Submit), Data(choice.Value), choice.Value.Length <= 40 ? choice.Value : $"choice {index}"));
        JsonObject[] form = FormTitle is { } title ? [actions.OpenButton(title, Submit)] : [];
        return [.. buttons.OfType<JsonObject>(), .. form];
    }

    private JsonObject Data(string value)
    {
        var data = Submit["data"] is JsonObject given ? (JsonObject)given.DeepClone() : [];
        data[_input.Text("id")!] = value;
        return data;
    }
}
