using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Kpis;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Questions;

/// <summary>A proof as it was kept.</summary>
internal sealed record ProvenAnswer(string Code, DateTimeOffset At, KpiEvidence Evidence);

/// <summary>Keeps what stands behind an answer under a code, and finds it again.</summary>
internal sealed partial class KpiProofs(RetentionDb db, AnswerQuestions questions, TimeProvider clock)
{
    /// <summary>Capitals and digits that are not taken for each other, and no vowels, so that no code is a word.</summary>
    public const string Alphabet = "23456789BCDFGHJKMNPQRSTVWXZ";

    private const int Length = 6;

    /// <summary>Adds the proof of an answer with figures to the change being made; the caller saves.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="by">Who gets it.</param>
    /// <returns>Null where nothing is to be proven.</returns>
    public ProvenAnswer? Keep(KpiAnswer answer, string by) => EvidenceOf(answer) is { } evidence ? Keep(evidence, by) : null;

    /// <summary>As <see cref="Keep(KpiAnswer, string)"/>, for an answer that is given over and over: where one of its earlier proofs still says the same, it stays that one.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="by">Who gets it.</param>
    /// <param name="given">Codes of proofs that were kept before.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async Task<ProvenAnswer?> KeepOnceAsync(KpiAnswer answer, string by, IEnumerable<string> given, CancellationToken ct)
    {
        if (EvidenceOf(answer) is not { } evidence)
        {
            return null;
        }

        foreach (var code in given)
        {
            if (await FindAsync(code, ct) is { } proof && proof.Evidence.AnswersTheSameAs(evidence) && proof.Evidence.IsSameAs(evidence))
            {
                return proof;
            }
        }

        return Keep(evidence, by);
    }

    private ProvenAnswer Keep(KpiEvidence evidence, string by)
    {
        var proof = new KpiProof
        {
            Code = RandomNumberGenerator.GetString(Alphabet, Length),
            At = clock.GetUtcNow(),
            By = by,
            DataVersion = evidence.DataVersion,
            Evidence = EvidenceJson.Write(evidence),
        };
        db.KpiProofs.Add(proof);
        return new ProvenAnswer(proof.Code, proof.At, evidence);
    }

    /// <param name="code">As somebody wrote it, in capitals or not.</param>
    /// <param name="ct">Stops the look-up.</param>
    /// <returns>Null when there is no such proof.</returns>
    public async Task<ProvenAnswer?> FindAsync(string? code, CancellationToken ct)
    {
        if (code is null || !Code().IsMatch(code))
        {
            return null;
        }

        var wanted = code.ToUpperInvariant();
        var proof = await db.KpiProofs.AsNoTracking().SingleOrDefaultAsync(p => p.Code == wanted, ct);
        return proof is null ? null : new ProvenAnswer(proof.Code, proof.At, EvidenceJson.Read(proof.Evidence));
    }

    private KpiEvidence? EvidenceOf(KpiAnswer answer) => answer switch
    {
        { Basis: null } => null,
        KpiAnswer.Figure a => Of(answer.Basis, a.Query, a.Result),
        KpiAnswer.Comparison a => Of(answer.Basis, a.Query, a.Result, a.Other),
        KpiAnswer.Breakdown a => Of(answer.Basis, a.Query, a.Parts.Total),
        KpiAnswer.Trend a => Of(answer.Basis, a.Query, [.. a.Points]),
        KpiAnswer.Customers a => Of(answer.Basis, a.Query, a.Count),
        _ => null,
    };

    private KpiEvidence Of(AnswerBasis basis, KpiQuery query, params KpiResult[] results) =>
        KpiEvidence.Of(query, results, basis.Facts.Snapshot, basis.Today, questions.Settings);

    [GeneratedRegex("^[0-9A-Za-z]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
