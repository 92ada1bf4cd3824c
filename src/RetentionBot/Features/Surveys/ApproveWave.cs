using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>A lead lets a planned wave go out, once. Whom it asks is looked up anew.</summary>
internal sealed class ApproveWave(WaveDesk desk, WaveAudience audience, WaveCard card) : ICardActionHandler
{
    public const string Verb = "survey.approve-wave";

    private const string Deed = "wave.approve";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) => desk.OnDraftAsync(
        action,
        turn,
        Deed,
        async (wave, texts) =>
        {
            wave.Approve(turn.Actor.Name, desk.Now);
            return card.Show(wave, WavePreview.Of(await audience.OfAsync(wave.Kind, wave.Round, wave.Segment, wave.Plan, ct)), texts);
        },
        ct);
}

/// <summary>A lead takes a wave back that nobody has approved.</summary>
internal sealed class DropWave(WaveDesk desk, RetentionDb db) : ICardActionHandler
{
    public const string Verb = "survey.drop-wave";

    private const string Deed = "wave.drop";

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) => desk.OnDraftAsync(
        action,
        turn,
        Deed,
        (wave, texts) =>
        {
            db.Waves.Remove(wave);
            return Task.FromResult(new MessageContent(texts.Say("wave.dropped", ("round", CardText.Escape(wave.Round)))));
        },
        ct);
}

/// <summary>What both presses have in common: a lead's, on a wave that nobody has decided on, and the card is rewritten where it stands.</summary>
internal sealed class WaveDesk(KpiRights rights, RetentionDb db, OutboxWriter outbox, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="action">Names the wave and the card's language.</param>
    /// <param name="turn">Who pressed.</param>
    /// <param name="deed">What is audited.</param>
    /// <param name="decide">Changes the wave and says what the card shows then.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public async Task<TurnResult> OnDraftAsync(
        CardAction action, TurnContext turn, string deed, Func<SurveyWave, Texts, Task<MessageContent>> decide, CancellationToken ct)
    {
        turn = KpiRights.In(turn, action.Data.GetValueOrDefault("language"));
        if (!turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            return TurnResult.Tell(turn.Texts.Say("wave.leads-only"));
        }

        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var wave = long.TryParse(action.Data.GetValueOrDefault("wave"), CultureInfo.InvariantCulture, out var id) ? await db.Waves.SingleOrDefaultAsync(w => w.Id == id, ct) : null;
        if (wave is null)
        {
            return TurnResult.Tell(turn.Texts.Say("wave.gone"));
        }

        if (wave.State != WaveState.Draft)
        {
            return TurnResult.Tell(turn.Texts.Say("wave.approved-before", ("by", wave.ApprovedBy ?? "")));
        }

        var content = await decide(wave, turn.Texts);
        db.Audit.Add(new AuditEvent { At = Now, Deed = deed, By = turn.Actor.Key, Subject = WaveAudience.ReferenceOf(wave) });
        if (access.IsForAskerOnly)
        {
            return access.Give(content);
        }

        if (action.MessageId is { } message)
        {
            // Not every channel takes a card as the answer to a press.
            outbox.Rewrite(turn.Turn.Conversation, message, content);
        }

        return TurnResult.Replace(content);
    }
}
