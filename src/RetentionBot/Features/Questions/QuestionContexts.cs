using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Questions;

/// <summary>What was asked last in a thread.</summary>
/// <param name="ProofCode">The code of the answer's proof; null when it had no figures.</param>
internal sealed record ThreadContext(QuestionReading Reading, string? ProofCode);

/// <summary>Remembers what each person asked last in each thread, for half an hour.</summary>
internal sealed class QuestionContexts(RetentionDb db, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Names the room and the thread a turn belongs to.</summary>
    public static string ThreadOf(InboundTurn turn) => $"{turn.Conversation.Key}|{turn.Conversation.ThreadId}";

    /// <returns>Null when nothing was asked there, or too long ago.</returns>
    public async Task<ThreadContext?> FindAsync(string thread, string person, CancellationToken ct) =>
        await RowAsync(thread, person, ct) is { } row && row.ExpiresAt > clock.GetUtcNow()
            ? new ThreadContext(ReadingJson.Read(JsonNode.Parse(row.Reading)!.AsObject())!, row.ProofCode)
            : null;

    /// <summary>Takes a reading as the context of what comes next; one that was not understood leaves the context as it is. The caller saves.</summary>
    public async Task KeepAsync(string thread, string person, QuestionReading reading, string? proofCode, CancellationToken ct)
    {
        if (reading.Intent is Intent.Unknown or Intent.Help)
        {
            return;
        }

        var json = ReadingJson.Write(reading);
        json[ReadingJson.PeriodWasSaid] = reading.PeriodWasSaid;
        var expiresAt = clock.GetUtcNow() + Lifetime;
        if (await RowAsync(thread, person, ct) is { } row)
        {
            (row.Reading, row.ProofCode, row.ExpiresAt) = (json.ToJsonString(), proofCode, expiresAt);
        }
        else
        {
            db.QuestionContexts.Add(new QuestionContext
            {
                ThreadKey = thread,
                PersonKey = person,
                Reading = json.ToJsonString(),
                ProofCode = proofCode,
                ExpiresAt = expiresAt,
            });
        }
    }

    /// <summary>Deletes what has expired, at once.</summary>
    public Task ForgetExpiredAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.QuestionContexts.Where(c => c.ExpiresAt <= now).ExecuteDeleteAsync(ct);
    }

    private Task<QuestionContext?> RowAsync(string thread, string person, CancellationToken ct) =>
        db.QuestionContexts.SingleOrDefaultAsync(c => c.ThreadKey == thread && c.PersonKey == person, ct);
}
