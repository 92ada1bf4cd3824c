using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Questions;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Who gets the questions that only a person can answer, and when.</summary>
/// <param name="To">Mail address of a colleague in the directory; null or empty: nobody.</param>
internal sealed record HandOverSettings(string? To, WorkingHours Hours);

/// <summary>
/// Passes a question that no figure answers on to a colleague, with what was asked before it: at once in working hours, else when they begin. Only a colleague's
/// question gets here, and nothing but the question and the names of what was asked before leaves with it.
/// </summary>
internal sealed partial class HandOver(RetentionDb db, OutboxWriter outbox, HandOverSettings settings, Workspace workspace, TimeProvider clock, ILogger<HandOver> log)
{
    /// <summary>The same question of the same person is passed on once in this time.</summary>
    private static readonly TimeSpan Once = TimeSpan.FromDays(1);

    /// <summary>How long one that could not be passed on waits for the next try.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>How long one that was passed on is kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Passes a question on, or notes it down until working hours begin. The caller saves.</summary>
    /// <param name="turn">The question; the asker is a colleague who may have figures there.</param>
    /// <param name="before">What was asked before it in the thread.</param>
    /// <param name="texts">The language it was asked in.</param>
    /// <param name="ct">Stops the look-ups.</param>
    /// <returns>What the asker is told; null when there is nobody to pass it on to.</returns>
    public async Task<string?> OfferAsync(TurnContext turn, QuestionReading? before, Texts texts, CancellationToken ct)
    {
        if (await RecipientAsync(ct) is not { } to || to.Id == turn.Actor.Staff?.Id)
        {
            return null;
        }

        var name = CardText.Escape(to.Name);
        if (await IdentityAsync(to, turn.Place.ChannelId, ct) is not { } identity)
        {
            return texts.Say("handover.unreachable", ("name", name));
        }

        var now = clock.GetUtcNow();
        var question = new HandedQuestion
        {
            AskedAt = now,
            AskedBy = turn.Actor.Key,
            AskerName = turn.Actor.Name,
            Question = turn.Turn.Text,
            ChannelId = turn.Place.ChannelId,
            Place = KpiRights.IsOwnChat(turn) ? null : turn.Place.Reference.Name,
            WasAlone = KpiRights.IsOwnChat(turn),
            Context = before is null ? null : ReadingJson.Write(before).ToJsonString(),
            Language = texts.Language,
            DueAt = settings.Hours.NextFrom(now, workspace),
        };
        if (await IsKnownAsync(question, ct))
        {
            return texts.Say("handover.has-it", ("name", name));
        }

        db.HandedQuestions.Add(question);
        if (question.DueAt > now)
        {
            return texts.Say("handover.later", ("name", name), ("moment", texts.Format.Moment(question.DueAt, workspace.Zone)));
        }

        await PassOnAsync(question, to, identity, ct);
        return texts.Say("handover.passed-on", ("name", name));
    }

    /// <summary>Passes on what has waited for working hours, and deletes what was passed on long ago.</summary>
    /// <returns>Whether anything was passed on.</returns>
    public async Task<bool> PassOnDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var longAgo = now - Kept;
        await db.HandedQuestions.Where(q => q.PassedOnAt <= longAgo).ExecuteDeleteAsync(ct);
        var due = await db.HandedQuestions.Where(q => q.PassedOnAt == null && q.DueAt <= now).OrderBy(q => q.Id).ToListAsync(ct);
        foreach (var question in due)
        {
            if (await RecipientAsync(ct) is { } to && await IdentityAsync(to, question.ChannelId, ct) is { } identity)
            {
                await PassOnAsync(question, to, identity, ct);
            }
            else
            {
                question.DueAt = settings.Hours.NextFrom(now + Again, workspace);
                LogNobody(question.Id);
            }
        }

        await db.SaveChangesAsync(ct);
        return due.Exists(q => q.PassedOnAt is not null);
    }

    private async Task PassOnAsync(HandedQuestion question, StaffMember to, Identity identity, CancellationToken ct)
    {
        var texts = Texts.For(to.Language ?? question.Language);
        var asked = texts.Say(
            "handover.question",
            ("asker", CardText.Escape(question.AskerName)),
            ("question", CardText.Escape(question.Question)),
            ("place", PlaceOf(question, texts)),
            ("moment", texts.Format.Moment(question.AskedAt, workspace.Zone)));
        string[] lines = [asked, .. ContextOf(question, texts) is { } context ? [context] : Array.Empty<string>(), texts.Say("handover.please", ("asker", CardText.Escape(question.AskerName)))];
        await outbox.ToPersonAsync(identity, new MessageContent(string.Join("\n\n", lines)), OutboxPriority.Deed, ct);
        question.PassedOnAt = clock.GetUtcNow();
    }

    private static string PlaceOf(HandedQuestion question, Texts texts) =>
        question.WasAlone ? texts.Say("handover.alone")
        : question.Place is { } name ? CardText.Escape(name)
        : texts.Say("places.unnamed");

    private static string? ContextOf(HandedQuestion question, Texts texts) =>
        question.Context is { } json && ReadingJson.Read(JsonNode.Parse(json)!.AsObject()) is { Metric: { } metric } reading
            ? texts.Say(
                "handover.context",
                ("figure", ProofWords.Query(metric, reading.Filters, reading.GroupBy, texts)),
                ("period", reading.Period is { } period ? texts.Format.Period(period) : texts.Say("handover.no-period")))
            : null;

    private Task<StaffMember?> RecipientAsync(CancellationToken ct)
    {
        var email = settings.To?.Trim().ToLowerInvariant();
        return string.IsNullOrEmpty(email)
            ? Task.FromResult<StaffMember?>(null)
            : db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.SourceKey == email && s.RetiredAt == null, ct);
    }

    /// <summary>The colleague's account, on the channel of the question if there is one there; null when none has ever written to the bot.</summary>
    private Task<Identity?> IdentityAsync(StaffMember to, string channelId, CancellationToken ct)
    {
        var prefix = $"{channelId}|";
        return db.Identities
            .Where(i => i.StaffMemberId == to.Id && i.SeenIn != null)
            .OrderByDescending(i => i.PersonKey.StartsWith(prefix)).ThenByDescending(i => i.Id)
            .FirstOrDefaultAsync(ct);
    }

    private Task<bool> IsKnownAsync(HandedQuestion question, CancellationToken ct)
    {
        var since = question.AskedAt - Once;
        return db.HandedQuestions.AnyAsync(q => q.AskedBy == question.AskedBy && q.Question == question.Question && q.AskedAt > since, ct);
    }

    [LoggerMessage(LogLevel.Warning, "Question {QuestionId} could not be passed on: the colleague of RetentionBot:HandOverTo is not in the directory or never wrote to the bot")]
    private partial void LogNobody(long questionId);
}
