using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// <c>route here segment high-value/high-risk, band critical</c> / <c>stuur hier segment …</c>: an admin says which alerts a place gets; each further one is one more
/// route. <c>route here all</c> / <c>stuur hier alles</c> takes them away.
/// </summary>
internal sealed class RouteAlerts(RetentionDb db, TimeProvider clock) : ITextCommand
{
    public static bool Matches(string text) => FirstWords.Of(text) is ("route", "here") or ("stuur", "hier");

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var texts = turn.Texts;
        if (!turn.Actor.IsAtLeast(StaffRole.Admin))
        {
            return TurnResult.Say(texts.Say("setup.admins-only"));
        }

        if (!turn.Place.Topics.HasFlag(PlaceTopics.Alerts))
        {
            return TurnResult.Say(texts.Say("alert.not-connected"));
        }

        var (key, said) = (turn.Place.Key, string.Join(' ', turn.Turn.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..]));
        var routes = await db.AlertRoutes.Where(r => r.ConversationKey == key).ToListAsync(ct);
        if (said.ToLowerInvariant() is "all" or "alles")
        {
            db.AlertRoutes.RemoveRange(routes);
            Audit(turn, "place.route-all");
            return TurnResult.Say(texts.Say("route.all"));
        }

        if (Read(said, key) is not { } route)
        {
            return TurnResult.Say(texts.Say("route.usage", ("rules", string.Join(", ", AlertRules.All))));
        }

        db.AlertRoutes.Add(route);
        Audit(turn, "place.route");
        return TurnResult.Say(texts.Say("route.added", ("routes", texts.Count("routes", routes.Count + 1))));
    }

    /// <returns>Null when a part of it means nothing.</returns>
    private static AlertRoute? Read(string said, string key)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in said.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2 || MemberOf(words[0].ToLowerInvariant()) is not { } member || !members.TryAdd(member, words[1].Trim()))
            {
                return null;
            }
        }

        var band = members.TryGetValue("band", out var name) && Enum.TryParse<HealthBand>(name, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : (HealthBand?)null;
        var rule = members.GetValueOrDefault("rule");
        var language = members.GetValueOrDefault("language")?.ToLowerInvariant();
        return members.Count == 0 || (name is not null && band is null) || (rule is not null && !AlertRules.All.Contains(rule)) || (language is not null && !Texts.Languages.Contains(language))
            ? null
            : new AlertRoute
            {
                ConversationKey = key,
                Segment = members.GetValueOrDefault("segment"),
                Owner = members.GetValueOrDefault("owner") is { } owner ? owner is "nobody" or "niemand" ? "" : owner : null,
                Language = language,
                Band = band,
                Rule = rule,
            };
    }

    private static string? MemberOf(string word) => word switch
    {
        "segment" => "segment",
        "owner" or "eigenaar" => "owner",
        "language" or "taal" => "language",
        "band" => "band",
        "rule" or "regel" => "rule",
        _ => null,
    };

    private void Audit(TurnContext turn, string deed) =>
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = deed, By = turn.Actor.Key, Subject = turn.Place.Key });
}
