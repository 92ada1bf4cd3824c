using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;

namespace RetentionBot.Tests.Harness;

/// <summary>
/// Handlers that take their time, and handlers that break, added to the bot's own: the words <c>slow</c> and <c>broken</c>, the verbs alike. The word <c>card</c>
/// shows a card whose button is slow to replace it.
/// </summary>
internal sealed class OddHandlers
{
    public const string SlowVerb = "test.slow";
    public const string SlowCardVerb = "test.slow-card";
    public const string BrokenVerb = "test.broken";
    public const string Secret = "the password is swordfish";

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BotSetup Setup => new()
    {
        Services = services =>
        {
            // The first command that knows the text takes it, so this goes before all others.
            services.Insert(0, ServiceDescriptor.Singleton(new TextCommand(typeof(Words), text => text is "slow" or "broken" or "card")));
            services.AddScoped(_ => new Words(this));
            services.AddKeyedScoped<ICardActionHandler>(SlowVerb, (_, _) => new Button(SlowAsync));
            services.AddKeyedScoped<ICardActionHandler>(SlowCardVerb, (_, _) => new Button(SlowCardAsync));
            services.AddKeyedScoped<ICardActionHandler>(BrokenVerb, (_, _) => new Button(Break));
        },
    };

    /// <summary>Lets the slow ones end.</summary>
    public void Open() => _gate.SetResult();

    private async Task<TurnResult> SlowAsync(bool isPress, CancellationToken ct)
    {
        await _gate.Task.WaitAsync(ct);
        return isPress ? TurnResult.Tell("Done at last.") : TurnResult.Say("Done at last.");
    }

    private async Task<TurnResult> SlowCardAsync(bool isPress, CancellationToken ct)
    {
        await _gate.Task.WaitAsync(ct);
        return TurnResult.Replace(Card("The card at last."));
    }

    private static MessageContent Card(string text) => new(text, new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true }),
        ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.Execute", ["title"] = "Go", ["verb"] = SlowCardVerb }),
    });

    private static Task<TurnResult> Break(bool isPress, CancellationToken ct) => throw new InvalidOperationException(Secret);

    private sealed class Words(OddHandlers handlers) : ITextCommand
    {
        public Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct) => turn.Turn.Text switch
        {
            "slow" => handlers.SlowAsync(isPress: false, ct),
            "broken" => Break(isPress: false, ct),
            _ => Task.FromResult(TurnResult.Show(Card("The card at first."))),
        };
    }

    private sealed class Button(Func<bool, CancellationToken, Task<TurnResult>> work) : ICardActionHandler
    {
        public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) => work(true, ct);
    }
}
