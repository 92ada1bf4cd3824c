using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Outbox;

/// <summary>What an admin decides about messages that have not arrived. Each deed is done to all that were named or to none, and audited.</summary>
internal sealed class OutboxRepairs(RetentionDb db, TimeProvider clock)
{
    private static readonly OutboxState[] Replayable = [OutboxState.Dead, OutboxState.Unknown];
    private static readonly OutboxState[] Droppable = [OutboxState.Pending, OutboxState.Dead, OutboxState.Unknown];

    /// <summary>Lets messages that were given up or are held leave again as if they were new; a running bot finds them with its next look.</summary>
    /// <returns>Why nothing was changed; null when all is done.</returns>
    public async Task<string?> ReplayAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var messages = await FindAsync(ids, ct);
        var outdated = await OutdatedAsync(messages, ct);
        var fault = WhyNot(ids, messages, Replayable)
            ?? (messages.Find(m => outdated.Contains(m.Id)) is { } old ? $"Message {old.Id} is out of date: what it shows was told anew since." : null);
        return fault ?? await SaveAsync(messages, Replay, ct);
    }

    /// <summary>Replays every message of a state, but for those that are out of date.</summary>
    /// <returns>How many, and why nothing was changed.</returns>
    public async Task<(int Count, string? Fault)> ReplayAllAsync(OutboxState state, CancellationToken ct)
    {
        var messages = await db.Outbox.Where(m => m.State == state).ToListAsync(ct);
        var outdated = await OutdatedAsync(messages, ct);
        messages.RemoveAll(m => outdated.Contains(m.Id));
        return (messages.Count, await SaveAsync(messages, Replay, ct));
    }

    /// <summary>Lets messages never leave that wait, were given up or are held.</summary>
    /// <returns>Why nothing was changed; null when all is done.</returns>
    public async Task<string?> DropAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var messages = await FindAsync(ids, ct);
        return WhyNot(ids, messages, Droppable) ?? await SaveAsync(messages, Drop, ct);
    }

    private Task<List<OutboxMessage>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken ct) => db.Outbox.Where(m => ids.Contains(m.Id)).ToListAsync(ct);

    private static string? WhyNot(IReadOnlyCollection<long> ids, List<OutboxMessage> messages, OutboxState[] allowed)
    {
        foreach (var id in ids)
        {
            if (messages.Find(m => m.Id == id) is not { } message)
            {
                return $"There is no message {id}.";
            }

            if (!allowed.Contains(message.State))
            {
                return $"Message {id} is {Name(message.State)}; this can be done only to one that is {string.Join(" or ", allowed.Select(Name))}.";
            }
        }

        return null;
    }

    /// <returns>
    /// Those that would bring back what is no longer true: an update after which a newer one was made, and a post of a subject that was told again since or stands
    /// there already.
    /// </returns>
    private async Task<HashSet<long>> OutdatedAsync(List<OutboxMessage> messages, CancellationToken ct)
    {
        var subjects = messages.Where(m => m.Subject is not null).Select(m => m.Subject!).Distinct(StringComparer.Ordinal).ToList();
        var told = await db.Outbox
            .Where(m => m.Subject != null && m.State != OutboxState.Dropped && subjects.Contains(m.Subject))
            .Select(m => new { m.Id, m.Kind, m.ConversationKey, m.Subject })
            .ToListAsync(ct);
        var posted = (await db.PostedMessages.Where(p => subjects.Contains(p.Subject)).Select(p => new { p.Subject, p.ConversationKey }).ToListAsync(ct)).ToHashSet();
        return
        [
            .. messages.Where(m => m.Kind switch
            {
                SendKind.Update => told.Exists(t => t.Id > m.Id && t.Kind == SendKind.Update && t.Subject == m.Subject && t.ConversationKey == m.ConversationKey),
                SendKind.Post when m.Subject is { } subject =>
                    told.Exists(t => t.Id > m.Id && t.Subject == subject) || posted.Contains(new { Subject = subject, m.ConversationKey }),
                _ => false,
            }).Select(m => m.Id),
        ];
    }

    private void Replay(OutboxMessage message)
    {
        var now = clock.GetUtcNow();
        Audit("outbox.replay", message, now);
        (message.State, message.Attempts, message.WasResent, message.LastError) = (OutboxState.Pending, 0, false, null);
        (message.ReplayedAt, message.DueAt, message.FinishedAt) = (now, now, null);
    }

    private void Drop(OutboxMessage message)
    {
        var now = clock.GetUtcNow();
        Audit("outbox.drop", message, now);
        (message.State, message.LastError, message.FinishedAt) = (OutboxState.Dropped, "dropped by the admin", now);
    }

    private void Audit(string deed, OutboxMessage message, DateTimeOffset now) =>
        db.Audit.Add(new AuditEvent { At = now, Deed = deed, By = "cli", Subject = $"outbox:{message.Id}", Note = Name(message.State) });

    private async Task<string?> SaveAsync(List<OutboxMessage> messages, Action<OutboxMessage> change, CancellationToken ct)
    {
        messages.ForEach(change);
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return "The bot was faster with one of them; look at the list and try again.";
        }
    }

    private static string Name(OutboxState state) => state.ToString().ToLowerInvariant();
}
