using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Timers;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// <c>mute Acme 2 weeks</c> / <c>demp Acme 2 weken</c>: no new alert about a customer is told for a while; <c>unmute Acme</c> / <c>ontdemp Acme</c> ends that. What
/// was raised meanwhile and is still open is told then.
/// </summary>
internal sealed partial class MuteCustomer(KpiRights rights, CustomerFinder finder, RetentionDb db, TimerBook timers, Workspace workspace, TimeProvider clock) : ITextCommand
{
    private const int LongestDays = 90;

    private const string MuteDeed = "alert.mute";

    private const string UnmuteDeed = "alert.unmute";

    public static bool Matches(string text) => FirstWords.Of(text).First is "mute" or "unmute" or "demp" or "ontdemp";

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var access = await rights.CheckMembersAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var (texts, now) = (turn.Texts, clock.GetUtcNow());
        var words = turn.Turn.Text.Trim().Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        var (found, rest) = await finder.AtStartAsync(words.ElementAtOrDefault(1) ?? "", texts, ct);
        if (found.Customer is not { } customer)
        {
            return words.Length < 2 ? TurnResult.Say(texts.Say("mute.usage", ("most", LongestDays))) : access.Give(new MessageContent(found.Why));
        }

        var name = CardText.Escape(customer.Name);
        var mute = await db.AlertMutes.SingleOrDefaultAsync(m => m.CustomerId == customer.Id, ct);
        if (words[0].ToLowerInvariant() is "unmute" or "ontdemp")
        {
            if (mute is null || mute.Until <= now)
            {
                return access.Give(new MessageContent(texts.Say("mute.none", ("customer", name))));
            }

            mute.Until = now;
            Audit(turn, UnmuteDeed, customer.Id);
            await timers.SetAsync(UnmuteTimer.Kind, UnmuteTimer.SubjectOf(customer.Id), now, data: null, ct);
            return access.Give(new MessageContent(texts.Say("mute.ended", ("customer", name))));
        }

        if (SpanOf(rest) is not { } days)
        {
            return TurnResult.Say(texts.Say("mute.usage", ("most", LongestDays)));
        }

        var until = now.AddDays(days);
        if (mute is null)
        {
            db.AlertMutes.Add(new AlertMute { CustomerId = customer.Id, Until = until, By = turn.Actor.Name, At = now });
        }
        else
        {
            (mute.Until, mute.By, mute.At) = (until, turn.Actor.Name, now);
        }

        Audit(turn, MuteDeed, customer.Id);
        await timers.SetAsync(UnmuteTimer.Kind, UnmuteTimer.SubjectOf(customer.Id), until, data: null, ct);
        return access.Give(new MessageContent(texts.Say("mute.done", ("customer", name), ("until", texts.Format.Moment(until, workspace.Zone)))));
    }

    /// <summary>Days that a span of words means, "2 weeks"; null for anything else and for more than may be.</summary>
    private static int? SpanOf(string text)
    {
        var said = Span().Match(text);
        var unit = said.Groups["unit"].Value.ToLowerInvariant();
        return said.Success && int.TryParse(said.Groups["count"].Value, CultureInfo.InvariantCulture, out var count)
            && count * (unit[0] is 'd' ? 1 : unit[0] is 'w' ? 7 : 30) is var days and > 0 and <= LongestDays
            ? days
            : null;
    }

    private void Audit(TurnContext turn, string deed, long customer) => db.Audit.Add(new AuditEvent
    {
        At = clock.GetUtcNow(),
        Deed = deed,
        By = turn.Actor.Key,
        Subject = string.Create(CultureInfo.InvariantCulture, $"customer:{customer}"),
    });

    [GeneratedRegex(
        @"^((for|voor)\s+)?(?<count>\d{1,3})\s*(?<unit>days?|dag(en)?|d|weeks?|weken|w|months?|maand(en)?)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Span();
}

/// <summary>A mute is over: what was raised meanwhile and is still open is told.</summary>
internal sealed class UnmuteTimer(RetentionDb db, AlertPublisher publisher, TimeProvider clock) : ITimerHandler
{
    public const string Kind = "alert.unmute-over";

    private const string Prefix = "customer:";

    public static string SubjectOf(long customer) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{customer}");

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct)
    {
        var customer = long.Parse(timer.Subject[Prefix.Length..], CultureInfo.InvariantCulture);
        var now = clock.GetUtcNow();
        if (await db.AlertMutes.SingleOrDefaultAsync(m => m.CustomerId == customer, ct) is { } mute)
        {
            if (mute.Until > now)
            {
                return mute.Until;
            }

            db.AlertMutes.Remove(mute);
        }

        var open = await db.Alerts.Where(a => a.CustomerId == customer && a.ResolvedAt == null).ToListAsync(ct);
        await publisher.TellUntoldAsync(open, ct);
        return null;
    }
}
