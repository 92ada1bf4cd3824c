using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary><c>waves</c> / <c>golven</c>: how far each wave is, in numbers; who was asked is not told.</summary>
internal sealed class ListWaves(KpiRights rights, RetentionDb db) : ITextCommand
{
    private const int MostLines = 10;

    public static bool Matches(string text) => FirstWords.Of(text.Trim().TrimEnd('?', '.', '!')) is ("waves" or "golven", "");

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var (texts, access) = (turn.Texts, await rights.CheckAsync(turn, ct));
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var waves = await db.Waves.AsNoTracking().OrderByDescending(w => w.Id).Take(MostLines).ToListAsync(ct);
        if (waves.Count == 0)
        {
            return access.Give(new MessageContent(texts.Say("wave.list.none")));
        }

        var references = waves.ConvertAll(WaveAudience.ReferenceOf);
        var booked = (await db.Outreach.AsNoTracking()
            .Where(o => references.Contains(o.Reference) && o.Kind != SurveyReminder.Kind)
            .GroupBy(o => new { o.Reference, o.State })
            .Select(g => new { g.Key.Reference, g.Key.State, Count = g.Count() })
            .ToListAsync(ct)).ToDictionary(g => (g.Reference, g.State), g => g.Count);
        var ids = waves.ConvertAll(w => (long?)w.Id);
        var answered = await db.Invitations.AsNoTracking()
            .Where(i => ids.Contains(i.WaveId) && i.AnsweredAt != null)
            .GroupBy(i => i.WaveId!.Value)
            .Select(g => new { Wave = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Wave, g => g.Count, ct);
        var lines = waves.Select(wave => $"- {Line(wave, state => booked.GetValueOrDefault((WaveAudience.ReferenceOf(wave), state)), answered.GetValueOrDefault(wave.Id), texts)}");
        return access.Give(new MessageContent($"{texts.Say("wave.list.title")}\n\n{string.Join('\n', lines)}"));
    }

    private static string Line(SurveyWave wave, Func<OutreachState, int> count, int answered, Texts texts)
    {
        var name = $"**{OutreachKinds.Of(wave.Kind).ToUpperInvariant()} {CardText.Escape(wave.Round)}**{(wave.IsTest ? $" ({texts.Say("wave.test")})" : "")}";
        return wave.State == WaveState.Draft
            ? texts.Say("wave.list.draft", ("wave", name))
            : texts.Say(
                wave.State == WaveState.Closed ? "wave.list.closed" : "wave.list.running",
                ("wave", name),
                ("asked", count(OutreachState.Sent)),
                ("answered", answered),
                ("planned", count(OutreachState.Planned)),
                ("left", count(OutreachState.Suppressed)));
    }
}
