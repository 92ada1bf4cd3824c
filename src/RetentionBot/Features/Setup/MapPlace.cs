using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Setup;

/// <summary>
/// <c>this channel is Acme</c> / <c>dit kanaal is Acme</c>: a lead says whose place it is, so that the people of that customer are known there. With <c>nobody</c> /
/// <c>niemand</c> it is no customer's any more.
/// </summary>
internal sealed partial class MapPlace(RetentionDb db, TimeProvider clock) : ITextCommand
{
    /// <summary>Names offered when none is meant exactly.</summary>
    private const int MostNames = 5;

    public static bool Matches(string text) => Sentence().IsMatch(text);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var texts = turn.Texts;
        if (!turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            return TurnResult.Say(texts.Say("places.leads-only"));
        }

        var name = Sentence().Match(turn.Turn.Text).Groups["name"].Value.Trim();
        if (name.Length == 0 || turn.Place.Reference.Kind == ConversationKind.Personal)
        {
            return TurnResult.Say(texts.Say("places.usage"));
        }

        if (name.ToLowerInvariant() is "nobody" or "niemand")
        {
            Set(turn, null);
            return TurnResult.Say(texts.Say("places.unmapped"));
        }

        var all = await db.Customers.Where(c => c.RetiredAt == null).Select(c => new Named(c.Id, c.Name, c.SourceKey)).ToListAsync(ct);

        // Compared here: databases differ in what they call equal.
        if (all.FindAll(c => c.SourceKey == name || c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is [var customer])
        {
            Set(turn, customer.Id);
            return TurnResult.Say(texts.Say("places.mapped", ("customer", CardText.Escape(customer.Name))));
        }

        // Other customers' names are nothing for a room that one of them may read; and a name that only holds the words is not yet the one that is meant.
        var alike = all.Where(c => c.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Take(MostNames).ToList();
        var asked = CardText.Escape(name);
        return TurnResult.ShowPrivately(new MessageContent(alike.Count == 0
            ? texts.Say("places.no-such-customer", ("name", asked))
            : texts.Say("places.alike", ("name", asked), ("names", string.Join(", ", alike.Select(c => CardText.Escape(c.Name)))))));
    }

    private void Set(TurnContext turn, long? customerId)
    {
        turn.Place.CustomerId = customerId;
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "place.map", By = turn.Actor.Key, Subject = turn.Place.Key, Note = customerId is { } id ? $"customer:{id}" : null });
    }

    private sealed record Named(long Id, string Name, string SourceKey);

    [GeneratedRegex(
        @"^\s*(this (channel|chat|group|place) is|(dit kanaal|deze (chat|groep|plek)) is)\b\s*(?<name>.*?)[\s.!]*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}
