using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Harness;

/// <summary>
/// A feature that does each thing a handler can answer with, one word each: <c>say</c>, <c>whisper</c>, <c>sign</c>, <c>form</c>, <c>card</c>, <c>tell NAME</c>. It
/// knows no channel.
/// </summary>
internal static class VocabularyHandlers
{
    public const string Change = "test.change";
    public const string Ask = "test.ask";
    public const string Take = "test.take";

    /// <summary>Like <see cref="Ask"/>, but too late for whoever waits.</summary>
    public const string AskLate = "test.late";

    public static BotSetup Setup => new()
    {
        Services = services =>
        {
            services.Insert(0, ServiceDescriptor.Singleton(new TextCommand(typeof(Words), Words.Matches)));
            services.AddScoped<Words>();
            services.AddKeyedScoped<ICardActionHandler>(Change, (_, _) => new Button(_ => TurnResult.Replace(Card("The card as it is now."), "Only you read this.")));
            services.AddKeyedScoped<ICardActionHandler>(Ask, (_, _) => new Button(_ => TurnResult.Open(Form())));
            services.AddKeyedScoped<ICardActionHandler>(AskLate, (_, _) => new LateButton());
            services.AddKeyedScoped<ICardActionHandler>(Take, (_, _) => new Button(Taken));
            services.AddKeyedScoped<ICardRefreshHandler, Refresh>(Refresh.Verb);
        },
    };

    private static TurnResult Taken(CardAction action) => action.Data.TryGetValue("number", out var number) && number == "7"
        ? TurnResult.Replace(Card("Taken.")) with { Replies = [new MessageContent("Seven it is.")] }
        : TurnResult.Open(Form() with
        {
            Errors = new Dictionary<string, string> { ["number"] = "Seven, please." },
            Values = action.Data.ToDictionary(StringComparer.Ordinal),
        });

    private static CardForm Form() => new("A number", new MessageContent("A number", new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = new JsonArray(new JsonObject
        {
            ["type"] = "Input.Number",
            ["id"] = "number",
            ["label"] = "Which?",
            ["isRequired"] = true,
            ["errorMessage"] = "Seven, please.",
        }),
        ["actions"] = new JsonArray(Execute("Send", Take)),
    }));

    private static MessageContent Card(string text) => new(text, new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["refresh"] = new JsonObject { ["userIds"] = new JsonArray(), ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = Refresh.Verb } },
        ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true }),
        ["actions"] = new JsonArray(Execute("Change", Change), Execute("Ask", Ask), Execute("Ask late", AskLate)),
    });

    private static JsonObject Execute(string title, string verb) => new()
    {
        ["type"] = "Action.Execute",
        ["title"] = title,
        ["verb"] = verb,
        ["data"] = new JsonObject { ["thing"] = "1" },
        ["fallback"] = new JsonObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = new JsonObject { ["verb"] = verb, ["thing"] = "1" } },
    };

    private sealed class Words(RetentionDb db, OutboxWriter outbox) : ITextCommand
    {
        public static bool Matches(string text) => text is "say" or "whisper" or "sign" or "form" or "card" || text.StartsWith("tell ", StringComparison.Ordinal);

        public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
        {
            switch (turn.Turn.Text)
            {
                case "say":
                    return TurnResult.Say("Said to all.");
                case "whisper":
                    return TurnResult.ShowPrivately(new MessageContent("For your eyes only."));
                case "sign":
                    return TurnResult.React(ReactionSign.Done, "Done as you asked.");
                case "form":
                    return TurnResult.Open(Form());
                case "card":
                    return TurnResult.Show(Card("The card as it was."));
                default:
                    var name = turn.Turn.Text.Split(' ')[1];
                    var person = (await db.Identities.ToListAsync(ct)).Single(i => i.UserId.EndsWith(name, StringComparison.OrdinalIgnoreCase));
                    await outbox.ToPersonAsync(person, new MessageContent("Somebody told me to tell you."), OutboxPriority.Deed, ct);
                    return TurnResult.Nothing;
            }
        }
    }

    private sealed class Button(Func<CardAction, TurnResult> press) : ICardActionHandler
    {
        public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) => Task.FromResult(press(action));
    }

    private sealed class LateButton : ICardActionHandler
    {
        public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
        {
            await Task.Delay(TimeSpan.FromSeconds(3), ct);
            return TurnResult.Open(Form());
        }
    }

    public sealed class Refresh : ICardRefreshHandler
    {
        public const string Verb = "test.refresh";

        public Task<MessageContent?> ShowAsync(CardAction action, TurnContext turn, CancellationToken ct) =>
            Task.FromResult<MessageContent?>(Card("The card as it is now."));
    }
}
