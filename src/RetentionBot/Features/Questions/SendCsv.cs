using System.Text.RegularExpressions;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>
/// <c>as csv</c> / <c>als csv</c> after an answer, with a code after any, or a button: a lead gets the customers behind it as a file, by an address told in private.
/// </summary>
internal sealed partial class SendCsv(KpiRights rights, KpiProofs proofs, QuestionContexts contexts, CsvLinks links, RetentionDb db, TimeProvider clock)
    : ITextCommand, ICardActionHandler
{
    public const string Verb = "kpi.csv";

    public static bool Matches(string text) => Sentence().IsMatch(text);

    public Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct) =>
        SendAsync(KpiRights.In(turn, action.Data.GetValueOrDefault("lang")), action.Data.GetValueOrDefault("proof"), ct);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var said = Sentence().Match(turn.Turn.Text).Groups;
        turn = KpiRights.In(turn, said["en"].Success ? Texts.English : said["nl"].Success ? Texts.Dutch : null);
        var code = said["code"].Value;
        return await SendAsync(turn, code.Length > 0 ? code : (await contexts.FindAsync(QuestionContexts.ThreadOf(turn.Turn), turn.Actor.Key, ct))?.ProofCode, ct);
    }

    private async Task<TurnResult> SendAsync(TurnContext turn, string? code, CancellationToken ct)
    {
        var (access, texts) = (await rights.CheckAsync(turn, ct), turn.Texts);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            return Say(turn, texts.Say("kpi.csv.leads-only"));
        }

        if (await proofs.FindAsync(code, ct) is not { } proof)
        {
            return Say(turn, texts.Say(code is null ? "kpi.csv.of-what" : "kpi.proof.unknown"));
        }

        if (proof.Evidence.Members is not { Count: > 0 and var count })
        {
            return Say(turn, texts.Say("kpi.list.none-behind"));
        }

        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "list.csv", By = turn.Actor.Key, Subject = $"proof:{proof.Code}" });
        return access.GivePrivately(new MessageContent(links.For(CsvEndpoints.Route, proof.Code, turn.Actor.Staff!.Id) is { } link
            ? texts.Say("kpi.csv.link", ("count", count), ("link", link.AbsoluteUri))
            : texts.Say("kpi.csv.api", ("count", count), ("path", CsvEndpoints.ApiPath(proof.Code)))));
    }

    private static TurnResult Say(TurnContext turn, string sentence) => turn.Turn.Kind == TurnKind.CardAction ? TurnResult.Tell(sentence) : TurnResult.Say(sentence);

    [GeneratedRegex(@"^\s*(((?<en>as)|(?<nl>als))\s+)?csv(\s+(?<code>\w{6}))?[\s.!?]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}
