using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Surveys;

/// <summary><c>why did Acme get nothing?</c> / <c>waarom kreeg Acme niets?</c>: what was meant for the people of a customer of late, and why it was not sent.</summary>
internal sealed partial class WhyNothing(KpiRights rights, CustomerFinder finder, RetentionDb db, AskAboutCases cases) : ITextCommand
{
    private const int MostLines = 15;

    public static bool Matches(string text) => Words().IsMatch(text);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var words = Words().Match(turn.Turn.Text);
        turn = KpiRights.In(turn, words.Groups["english"].Success ? Text.Texts.English : Text.Texts.Dutch);
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var texts = turn.Texts;
        var (found, _) = await finder.AtStartAsync(words.Groups["who"].Value, texts, ct);
        if (found.Customer is not { } customer)
        {
            return access.Give(new MessageContent(found.Why));
        }

        var rows = await db.Outreach.AsNoTracking()
            .Join(db.Contacts.Where(c => c.CustomerId == customer.Id), o => o.ContactId, c => c.Id, (o, c) => new { Outreach = o, c.Name })
            .OrderByDescending(r => r.Outreach.Id)
            .Take(MostLines)
            .ToListAsync(ct);
        var name = CardText.Escape(customer.Name);
        var nobody = (await cases.WithoutContactAsync(customer.Id, ct))
            .Take(MostLines).Select(key => $"- {texts.Say("outreach.case-without-contact", ("case", CardText.Escape(key)))}").ToList();
        if (rows.Count == 0 && nobody.Count == 0)
        {
            var key = await db.Contacts.AnyAsync(c => c.CustomerId == customer.Id && c.RetiredAt == null, ct) ? "outreach.nothing-meant" : "outreach.no-contacts";
            return access.Give(new MessageContent(texts.Say(key, ("customer", name))));
        }

        var lines = rows.Select(r => $"- {CardText.Escape(r.Name)}, {What(r.Outreach, texts)}: {Fate(r.Outreach, texts)}");
        return access.Give(new MessageContent($"{texts.Say("outreach.title", ("customer", name))}\n\n{string.Join('\n', nobody.Concat(lines))}"));
    }

    private static string What(Outreach outreach, Text.Texts texts)
    {
        var kind = outreach.Kind == OutreachKinds.Touchpoint ? texts.Say("outreach.touchpoint") : outreach.Kind.ToUpperInvariant();
        return SurveyQuestion.CaseIn(outreach.Reference) is { } key ? $"{kind}, {texts.Say("outreach.about-case", ("case", CardText.Escape(key)))}" : kind;
    }

    private static string Fate(Outreach outreach, Text.Texts texts) => outreach.State switch
    {
        OutreachState.Sent => texts.Say("outreach.sent", ("day", texts.Format.Date(outreach.SentOn!.Value))),
        OutreachState.Planned => texts.Say("outreach.planned", ("day", texts.Format.Date(outreach.PlannedFor))),
        _ => texts.Say($"wave.reason.{WaveCard.ReasonKey(outreach.Reason!.Value)}"),
    };

    [GeneratedRegex(
        @"^((?<english>why did(n't| not)?) (?<who>.+?) (get|receive) (nothing|no survey|a survey)|waarom (kreeg|krijgt) (?<who>.+?) (niets|geen enquête|geen vraag))\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
