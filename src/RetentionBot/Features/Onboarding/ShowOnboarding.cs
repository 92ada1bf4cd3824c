using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Onboarding;

/// <summary><c>onboarding Acme</c>: the tasks of one customer; <c>onboarding status</c>: all customers whose onboarding runs, and the step where most stay behind.</summary>
internal sealed class ShowOnboarding(
    KpiRights rights, CustomerFinder finder, RetentionDb db, OnboardingCard card, OnboardingStatus status, OutboxWriter outbox) : ITextCommand
{
    private const string Word = "onboarding";

    /// <summary>Words with which the message is a question about the figure and names no customer.</summary>
    private static readonly HashSet<string> OfTheFigure = new(StringComparer.Ordinal)
    {
        "completion", "rate", "progress", "success", "completed", "complete", "finished", "percentage", "voltooid", "afgerond", "afgemaakt", "voltooiing", "doorlopen", "volledig",
        "voltooiingspercentage", "last", "this", "vorige", "vorig", "deze", "dit", "afgelopen", "past", "in", "per", "by", "over", "since", "sinds", "trend", "today", "vandaag", "yesterday",
        "gisteren",
    };

    public static bool Matches(string text) => FirstWords.Of(text) is (Word, var second) && !OfTheFigure.Contains(second.TrimEnd('?', '.', '!', ','));

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var said = turn.Turn.Text.Trim()[Word.Length..].Trim().TrimEnd('?', '.', '!').Trim();
        var before = FirstWords.Of(said).First is "of" or "for" or "van" or "voor" ? said.Split(' ', 2)[0] : null;

        // The word is one of both languages, and a customer called Van Dijk makes no sentence Dutch.
        turn = turn with
        {
            Texts = Texts.For(before switch
            {
                "of" or "for" => Texts.English,
                "van" or "voor" => Texts.Dutch,
                _ => TurnLanguage.Usual(turn.Turn, turn.Actor, turn.Place),
            }),
        };
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var texts = turn.Texts;
        if (said.ToUpperInvariant() is "" or "STATUS")
        {
            return access.Give(await status.ShowAsync(texts, ct));
        }

        var found = await finder.FindAsync(before, before is null ? said : said[before.Length..].Trim(), texts, ct);
        if (found.Customer is not { } customer)
        {
            return access.Give(new MessageContent(found.Why));
        }

        var tasks = await db.OnboardingTasks.AsNoTracking().Where(t => t.CustomerId == customer.Id).ToListAsync(ct);
        if (tasks.Count == 0)
        {
            return access.Give(new MessageContent(texts.Say("onboarding.none", ("customer", Channels.Cards.CardText.Escape(customer.Name)))));
        }

        var content = card.Show(customer, tasks, texts);
        if (access.IsForAskerOnly || turn.Turn.IsPrivate)
        {
            return access.Give(content);
        }

        // From now on this is a card that is kept true here.
        var requires = KpiRights.IsOwnChat(turn) ? PlaceTopics.None : PlaceTopics.Kpi;
        outbox.Post(turn.Turn.Conversation, content, OnboardingCard.SubjectOf(customer.Id), turn.Turn.MessageId, requires, priority: OutboxPriority.Answer);
        return TurnResult.Nothing;
    }
}
