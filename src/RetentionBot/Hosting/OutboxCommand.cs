using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Hosting;

/// <summary><c>outbox list</c>: what has not arrived, and why. It shows nothing of what the messages say, nor to whom.</summary>
internal static class OutboxCommand
{
    /// <param name="inScope">Runs something with the services of a fresh scope.</param>
    public static Command Create(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var list = new Command("list", "Lists what waits, was given up (dead) or may have arrived and is held (unknown).");
        list.SetAction((parsed, ct) => inScope(
            (services, token) => ListAsync(services.GetRequiredService<RetentionDb>(), services.GetRequiredService<TimeProvider>(), parsed.InvocationConfiguration.Output, token),
            ct));
        return new Command("outbox", "The messages the bot sends.") { list };
    }

    /// <summary>One line per message, oldest first, tabs in between.</summary>
    private static async Task<int> ListAsync(RetentionDb db, TimeProvider clock, TextWriter output, CancellationToken ct)
    {
        var left = await db.Outbox
            .Where(m => m.State != OutboxState.Sent && m.State != OutboxState.Dropped)
            .OrderBy(m => m.Id)
            .Select(m => new { m.Id, m.State, m.Kind, m.CreatedAt, m.Attempts, m.LastError })
            .ToListAsync(ct);
        if (left.Count == 0)
        {
            await output.WriteLineAsync("Nothing waits, and nothing was given up or held.");
            return Cli.Done;
        }

        var now = clock.GetUtcNow();
        await output.WriteLineAsync("id\tstate\tkind\tage\tattempts\treason");
        foreach (var m in left)
        {
            var (state, kind) = (m.State.ToString().ToLowerInvariant(), m.Kind.ToString().ToLowerInvariant());
            var age = (now - m.CreatedAt).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{m.Id}\t{state}\t{kind}\t{age}\t{m.Attempts}\t{m.LastError}"));
        }

        return Cli.Done;
    }
}
