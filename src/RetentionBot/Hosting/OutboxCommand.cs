using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Hosting;

/// <summary><c>outbox list|replay|drop</c>: what has not arrived and why, and what to do about it. It shows nothing of what the messages say, nor to whom.</summary>
internal static class OutboxCommand
{
    /// <param name="inScope">Runs something with the services of a fresh scope.</param>
    public static Command Create(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var list = new Command("list", "Lists what waits, was given up (dead) or may have arrived and is held (unknown).");
        list.SetAction((parsed, ct) => inScope(
            (services, token) => ListAsync(services.GetRequiredService<RetentionDb>(), services.GetRequiredService<TimeProvider>(), parsed.InvocationConfiguration.Output, token),
            ct));
        return new Command("outbox", "The messages the bot sends.") { list, Replay(inScope), Drop(inScope) };
    }

    private static Command Replay(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var ids = new Argument<long[]>("id") { Arity = ArgumentArity.ZeroOrMore, Description = "Messages, as outbox list shows them." };
        var dead = new Option<bool>("--all-dead") { Description = "All that were given up." };
        var unknown = new Option<bool>("--all-unknown") { Description = "All that may have arrived and are held; those that did arrive then stand there twice." };
        var replay = new Command("replay", "Sends messages that were given up or are held as if they were new.") { ids, dead, unknown };
        replay.Validators.Add(result =>
        {
            bool[] given = [result.GetValue(ids) is { Length: > 0 }, result.GetValue(dead), result.GetValue(unknown)];
            if (given.Count(g => g) != 1)
            {
                result.AddError("Name the messages, or write --all-dead or --all-unknown.");
            }
        });
        replay.SetAction((parsed, ct) => inScope(
            async (services, token) =>
            {
                var repairs = services.GetRequiredService<OutboxRepairs>();
                var named = parsed.GetValue(ids)!;
                var (count, fault) = named.Length > 0
                    ? (named.Length, await repairs.ReplayAsync(named, token))
                    : await repairs.ReplayAllAsync(parsed.GetValue(dead) ? OutboxState.Dead : OutboxState.Unknown, token);
                return await SayAsync(parsed, fault, $"{count} will be sent.");
            },
            ct));
        return replay;
    }

    private static Command Drop(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var ids = new Argument<long[]>("id") { Arity = ArgumentArity.OneOrMore, Description = "Messages, as outbox list shows them." };
        var drop = new Command("drop", "Takes messages that wait, were given up or are held off the list: they will never be sent.") { ids };
        drop.SetAction((parsed, ct) => inScope(
            async (services, token) =>
            {
                var named = parsed.GetValue(ids)!;
                return await SayAsync(parsed, await services.GetRequiredService<OutboxRepairs>().DropAsync(named, token), $"{named.Length} dropped.");
            },
            ct));
        return drop;
    }

    private static async Task<int> SayAsync(ParseResult parsed, string? fault, string done)
    {
        await (fault is null ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error).WriteLineAsync(fault is null ? done : $"{fault} Nothing was changed.");
        return fault is null ? Cli.Done : Cli.BadInput;
    }

    /// <summary>One line per message, oldest first, tabs in between.</summary>
    private static async Task<int> ListAsync(RetentionDb db, TimeProvider clock, TextWriter output, CancellationToken ct)
    {
        var left = await db.Outbox.AsNoTracking()
            .Where(m => m.State != OutboxState.Sent && m.State != OutboxState.Dropped)
            .OrderBy(m => m.Id)
            .Select(m => new { m.Id, m.State, m.Kind, m.CreatedAt, m.DueAt, m.Attempts, m.LastError, m.ConversationKey, m.Priority, m.Subject, m.Cause })
            .ToListAsync(ct);
        if (left.Count == 0)
        {
            await output.WriteLineAsync("Nothing waits, and nothing was given up or held.");
            return Cli.Done;
        }

        var (now, queue) = (clock.GetUtcNow(), new OutboxQueue());
        await output.WriteLineAsync("id\tstate\tkind\tage\tattempts\twaits\treason\tcause");
        foreach (var m in left)
        {
            var (state, kind) = (m.State.ToString().ToLowerInvariant(), m.Kind.ToString().ToLowerInvariant());
            var age = (now - m.CreatedAt).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
            var isOnItsWay = m.State is OutboxState.Pending or OutboxState.Sending;
            var waits = isOnItsWay && queue.Join(m.Id, m.ConversationKey, m.Priority, m.Subject, isResting: m.Kind == SendKind.Update && m.DueAt > now) is { } earlier ? string.Create(CultureInfo.InvariantCulture, $"for {earlier}")
                : isOnItsWay && m.DueAt > now ? string.Create(CultureInfo.InvariantCulture, $"until {m.DueAt:yyyy-MM-ddTHH:mm:ssZ}")
                : "";
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{m.Id}\t{state}\t{kind}\t{age}\t{m.Attempts}\t{waits}\t{m.LastError}\t{m.Cause}"));
        }

        return Cli.Done;
    }
}
