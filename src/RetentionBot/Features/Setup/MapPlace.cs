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
    /// <summary>Names offered when several customers fit.</summary>
    private const int MostNames = 5;

    public bool Matches(string text) => Sentence().IsMatch(text);

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

        switch (await FindAsync(name, ct))
        {
            case []:
                return Privately(texts.Say("places.no-such-customer", ("name", CardText.Escape(name))));
            case [var customer]:
                Set(turn, customer.Id);
                return TurnResult.Say(texts.Say("places.mapped", ("customer", CardText.Escape(customer.Name))));
            case var several:
                // Other customers' names are nothing for a room that one of them may read.
                var names = string.Join(", ", several.Select(c => CardText.Escape(c.Name)));
                return Privately(texts.Say("places.several", ("name", CardText.Escape(name)), ("names", names)));
        }
    }

    private static TurnResult Privately(string sentence) => TurnResult.ShowPrivately(new MessageContent(sentence));

    /// <summary>The customer of exactly this name or source id; else the few whose names hold the words. Compared here: databases differ in what they call equal.</summary>
    private async Task<List<Named>> FindAsync(string name, CancellationToken ct)
    {
        var all = await db.Customers.Where(c => c.RetiredAt == null).Select(c => new Named(c.Id, c.Name, c.SourceKey)).ToListAsync(ct);
        var exact = all.FindAll(c => c.SourceKey == name || c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var found = exact.Count > 0 ? exact : all.FindAll(c => c.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
        return [.. found.OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Take(MostNames)];
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
