using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Surveys;

/// <summary>
/// <c>wave nps segment mid, 20 a day</c> / <c>golf nps segment mid, 20 per dag</c>: a colleague plans a wave and sees whom it would ask, and why it would not ask the
/// others. Nothing goes out before a lead approves.
/// </summary>
internal sealed class PlanWave(KpiRights rights, RetentionDb db, WaveAudience audience, WaveCard card, Workspace workspace, TimeProvider clock) : ITextCommand
{
    private const string Deed = "wave.plan";

    public static bool Matches(string text) => FirstWords.Of(text) is ("wave" or "golf", "nps" or "csat" or "nps," or "csat,") or ("wave" or "golf", "");

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var texts = turn.Texts;
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!turn.Actor.IsAtLeast(StaffRole.Member))
        {
            return TurnResult.Say(texts.Say("wave.members-only"));
        }

        if (WaveWords.Read(turn.Turn.Text) is not { } wanted)
        {
            return TurnResult.Say(texts.Say("wave.usage"));
        }

        var now = clock.GetUtcNow();
        var round = wanted.Round ?? SurveyQuestion.OfQuarter(workspace.LocalDate(now)).Round;
        if (await db.Waves.AsNoTracking().AnyAsync(w => w.Kind == wanted.Kind && w.Round == round, ct))
        {
            return TurnResult.Say(texts.Say("wave.there-is-one", ("round", round)));
        }

        var people = await audience.OfAsync(wanted.Kind, round, wanted.Segment, wanted.Plan, ct);
        if (people.Count == 0)
        {
            return TurnResult.Say(texts.Say("wave.nobody"));
        }

        var wave = new SurveyWave
        {
            Kind = wanted.Kind,
            Round = round,
            Segment = wanted.Segment,
            Plan = wanted.Plan,
            PerDay = wanted.PerDay,
            IsTest = wanted.IsTest,
            PlannedBy = turn.Actor.Name,
            PlannedAt = now,
        };
        db.Waves.Add(wave);
        db.Audit.Add(new AuditEvent { At = now, Deed = Deed, By = turn.Actor.Key, Subject = $"wave:{OutreachKinds.Of(wave.Kind)}:{wave.Round}" });

        // Its button needs the number that the save gives.
        await db.SaveChangesAsync(ct);
        return access.Give(card.Show(wave, WavePreview.Of(people), texts));
    }
}
