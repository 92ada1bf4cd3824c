using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Mail;

namespace RetentionBot.Tests.Surveys;

/// <summary>The contact budget, whichever way the person is reached: what it refuses leaves nothing in their chat or mailbox, and has a reason that colleagues can ask for.</summary>
public sealed class BudgetOnEveryWayTests
{
    public static TheoryData<string, SurveyKind, int, SuppressReason?> Brackets()
    {
        var rows = new TheoryData<string, SurveyKind, int, SuppressReason?>();
        foreach (var way in (string[])["teams", "slack", "webchat", "mail"])
        {
            rows.Add(way, SurveyKind.Csat, 3, SuppressReason.AnyKindRecently);
            rows.Add(way, SurveyKind.Csat, 7, null);
            rows.Add(way, SurveyKind.Nps, 89, SuppressReason.SameKindRecently);
            rows.Add(way, SurveyKind.Nps, 90, null);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Brackets))]
    public async Task Asked_by_NPS_so_many_days_ago(string way, SurveyKind kind, int daysAgo, SuppressReason? refused)
    {
        await using var smtp = new SmtpDouble();
        await using var bot = await StartAsync(way, smtp);
        var outcome = await bot.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<RetentionDb>();
            var contact = db.Contacts.OrderBy(c => c.Id).First();
            var today = services.GetRequiredService<Workspace>().LocalDate(TimeProvider.System.GetUtcNow());
            var before = Outreach.Plan(contact.Id, OutreachKinds.Nps, "wave:0", today.AddDays(-daysAgo));
            before.Send(TimeProvider.System.GetUtcNow().AddDays(-daysAgo), today.AddDays(-daysAgo));
            db.Outreach.Add(before);
            await db.SaveChangesAsync();
            var question = kind == SurveyKind.Nps ? new SurveyQuestion(SurveyKind.Nps, "2026-Q4") : SurveyQuestion.AboutCase("T-1", agent: null);
            var outcome = await services.GetRequiredService<AskPerson>().AskAsync(contact, question, CancellationToken.None);
            await db.SaveChangesAsync();
            services.GetRequiredService<OutboxSignal>().Wake();
            return outcome;
        });

        outcome.Reason.ShouldBe(refused);
        outcome.Outcome.ShouldBe(refused is null ? InviteOutcome.Invited : null);
        (await bot.AllAsync<SurveyInvitation>()).Count.ShouldBe(refused is null ? 1 : 0);
        (await bot.AllAsync<Outreach>()).Single(o => o.Reference != "wave:0").ShouldSatisfyAllConditions(
            o => o.State.ShouldBe(refused is null ? OutreachState.Sent : OutreachState.Suppressed), o => o.Reason.ShouldBe(refused));
        var words = kind == SurveyKind.Nps ? SurveyStory.NpsQuestion : SurveyStory.CsatQuestion;
        if (refused is null)
        {
            await ShouldArriveAsync(bot, way, smtp, words);
            return;
        }

        // Nothing lies in wait, so nothing will arrive.
        (await bot.AllAsync<OutboxMessage>()).ShouldAllBe(m => !(m.Text ?? "").Contains(words) && !(m.Card ?? "").Contains(words));
        var lead = BotUnderTest.AdminOn("webchat");
        var customer = await bot.WithDbAsync(db => Task.FromResult(db.Customers.Single(c => c.Id == db.Contacts.OrderBy(x => x.Id).First().CustomerId).Name));
        (await bot.WebChat.AskAsync(lead, $"why did {customer} get nothing?", bot.WebChat.PrivateRoomOf(lead))).Everything
            .ShouldContain(refused == SuppressReason.AnyKindRecently ? "was contacted lately" : "was asked the same kind of question lately");
    }

    private static async Task ShouldArriveAsync(BotUnderTest bot, string way, SmtpDouble smtp, string words)
    {
        if (way == "mail")
        {
            await Eventually.ShouldBeAsync(() => smtp.Mails.Any(mail => mail.Contains(words, StringComparison.Ordinal)), "the question by mail");
            return;
        }

        await bot.Side(way).ShouldShowAsync(words, bot.Side(way).PrivateRoomOf("lotte"));
    }

    private static async Task<BotUnderTest> StartAsync(string way, SmtpDouble smtp)
    {
        if (way != "mail")
        {
            return await SurveyStory.WithLotteAsync(way);
        }

        var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["RetentionBot:Mail:Host"] = "127.0.0.1",
                ["RetentionBot:Mail:Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
                ["RetentionBot:Mail:Tls"] = "false",
                ["RetentionBot:Mail:From"] = "team@example.com",
            },
            Services = services => services.AddSingleton(new PublicAddress("https://bot.example.com")),
        });
        await bot.Company.AddCustomersAsync();
        return bot;
    }
}
