using System.Text.RegularExpressions;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary><c>proof CODE</c> / <c>bewijs CODE</c>: what an answer was drawn from, and whether today's data give the same.</summary>
internal sealed partial class ShowProof(KpiRights rights, KpiProofs proofs, AnswerQuestions questions, ProofCard card) : ITextCommand
{
    public static bool Matches(string text) => Sentence().IsMatch(text);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var said = Sentence().Match(turn.Turn.Text).Groups;
        turn = KpiRights.In(turn, said["en"].Success ? Texts.English : Texts.Dutch);
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var code = said["code"].Value;
        if (code.Length == 0)
        {
            return TurnResult.Say(turn.Texts.Say("kpi.proof.usage"));
        }

        return await proofs.FindAsync(code, ct) is { } proof
            ? access.Give(card.Show(proof, await questions.AgainAsync(proof.Evidence, ct), turn.Texts))
            : TurnResult.Say(turn.Texts.Say("kpi.proof.unknown"));
    }

    /// <summary>The word alone, or with a code; with more words it is a question.</summary>
    [GeneratedRegex(@"^\s*((?<en>proof)|bewijs)\s*:?\s*(?<code>\S{0,20}?)[\s.!?]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}

/// <summary>Shows a proof beside what today's data give.</summary>
internal sealed class ProofCard(Cards cards, Workspace workspace)
{
    /// <summary>A long trend shows so many of its figures, those that came out otherwise first.</summary>
    private const int MostFigures = 12;

    public MessageContent Show(ProvenAnswer proof, KpiEvidence now, Texts texts)
    {
        var then = proof.Evidence;
        var figures = then.Results.Zip(now.Results).ToList();
        var others = figures.Count(f => !KpiEvidence.AreSame(f.First, f.Second));
        var verdict = Verdict(then, now, others, texts);
        var title = texts.Say("kpi.proof.title", ("code", proof.Code));
        var data = new
        {
            proof.Code,
            Lang = texts.Language,
            Title = title,
            Query = ProofWords.Query(then, texts),
            Figures = figures
                .OrderBy(f => KpiEvidence.AreSame(f.First, f.Second)).Take(MostFigures)
                .Select(f => new
                {
                    Period = KpiWords.PeriodOf(f.First, texts),
                    Then = ProofWords.Figure(f.First, texts),
                    Now = KpiEvidence.AreSame(f.First, f.Second) ? null : texts.Say("kpi.proof.now", ("figure", ProofWords.Figure(f.Second, texts))),
                }),
            More = figures.Count > MostFigures ? texts.Say("kpi.proof.more", ("count", figures.Count - MostFigures)) : null,
            Answered = texts.Format.Moment(proof.At, workspace.Zone),
            then.Results[0].DataThrough,
            Members = then.Members is { } members ? texts.Format.Number(members.Count) : null,
            Hash = then.Members is { Ids: null } many ? many.Hash : null,
            Verdict = verdict,
            CanList = then.Members is { Count: > 0 },
        };
        return cards.Show("kpi-proof", texts, data, $"{title}: {verdict}");
    }

    private static string Verdict(KpiEvidence then, KpiEvidence now, int others, Texts texts) =>
        then.IsSameAs(now) ? texts.Say("kpi.proof.same")
        : others == 0 ? texts.Say("kpi.proof.other-customers")
        : then.Results.Count == 1 ? texts.Say("kpi.proof.differs")
        : texts.Say("kpi.proof.some-differ", ("count", others), ("all", then.Results.Count));
}
