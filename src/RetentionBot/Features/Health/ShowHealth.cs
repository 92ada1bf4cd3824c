using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Questions;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Health;

/// <summary><c>health of Acme</c>, <c>how is Acme doing</c>, <c>why did Acme drop</c> and the same in Dutch: how one customer is doing and why.</summary>
internal sealed class ShowHealth(KpiRights rights, FactCache facts, CustomerFinder finder, ICustomerHealth health) : ITextCommand
{
    public static bool Matches(string text, FactCache facts) => HealthQuestion.Read(text)?.IsAfterCustomer(facts.Held?.Vocabulary) == true;

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var question = HealthQuestion.Read(turn.Turn.Text)!;

        // A customer called Van Dijk makes no sentence Dutch: only the words around the name tell.
        var language = question.LanguageIn(facts.Held?.Vocabulary.Customers) ?? TurnLanguage.Usual(turn.Turn, turn.Actor, turn.Place);
        turn = turn with { Texts = Texts.For(language) };
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var (customer, why) = await finder.FindAsync(question.Before, question.Customer, turn.Texts, ct);
        return access.Give(customer is null ? new MessageContent(why) : await health.ShowAsync(customer.Id, turn.Texts, ct));
    }
}
