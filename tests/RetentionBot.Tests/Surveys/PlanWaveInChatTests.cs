using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Surveys;

/// <summary>A wave planned, looked at and approved in chat, and who may not.</summary>
public sealed class PlanWaveInChatTests
{
    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task A_wave_is_planned_seen_and_approved_once(string channel, string lead)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        var side = bot.Side(channel);
        var card = await side.AskAsync(lead, "wave nps round spring, 5 a day", side.PrivateRoomOf(lead));
        card.Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("NPS wave spring"), said => said.ShouldContain("Nothing has been sent"), said => said.ShouldContain("People to be asked"));
        (await bot.AllAsync<SurveyWave>()).ShouldHaveSingleItem().State.ShouldBe(WaveState.Draft);

        await side.PressAsync(lead, card, ApproveWave.Verb);
        (await side.ShouldShowAsync(["NPS wave spring", "Approved by"], side.PrivateRoomOf(lead))).Everything.ShouldNotContain("Do not send");
        (await bot.AllAsync<SurveyWave>()).ShouldHaveSingleItem().State.ShouldNotBe(WaveState.Draft);
        (await side.AskAsync(lead, "golf nps ronde spring", side.PrivateRoomOf(lead))).Everything.ShouldContain("Er is al een golf voor spring");
    }

    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task Waves_are_listed_in_numbers(string channel, string lead)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(lead));
        (await side.AskAsync(lead, "waves", room)).Everything.ShouldContain("No wave was ever planned.");
        await bot.InScopeAsync(async services =>
        {
            var (db, now) = (services.GetRequiredService<RetentionDb>(), TimeProvider.System.GetUtcNow());
            var customer = (await db.Contacts.SingleAsync()).CustomerId;
            var people = Enumerable.Range(0, 4).Select(i => new Contact { SourceKey = $"x{i}", CustomerId = customer, Name = "Somebody" }).ToList();
            var wave = new SurveyWave { Kind = SurveyKind.Nps, Round = "spring", PlannedBy = "Anouk", PlannedAt = now };
            wave.Close(now);
            db.AddRange(people);
            db.AddRange(wave, new SurveyWave { Kind = SurveyKind.Csat, Round = "trial", IsTest = true, PlannedBy = "Anouk", PlannedAt = now });
            await db.SaveChangesAsync();
            for (var i = 0; i < 4; i++)
            {
                var outreach = db.Outreach.Add(Outreach.Plan(people[i].Id, OutreachKinds.Nps, WaveAudience.ReferenceOf(wave), new DateOnly(2026, 11, 2))).Entity;
                if (i == 0)
                {
                    outreach.Suppress(SuppressReason.Unreachable);
                    continue;
                }

                outreach.Send(now, new DateOnly(2026, 11, 2));
                var invitation = new SurveyInvitation { Id = Guid.NewGuid(), Kind = SurveyKind.Nps, Round = "spring", WaveId = wave.Id, ContactId = people[i].Id, InvitedAt = now };
                db.Invitations.Add(invitation);
                _ = i < 3 && invitation.Answer(9, null, now);
            }

            return await db.SaveChangesAsync();
        });
        var said = (await side.AskAsync(lead, "Golven?", room)).Everything;
        said.ShouldContain("NPS spring");
        said.ShouldContain("gesloten; 3 gevraagd, 2 beantwoord, 1 niet gevraagd");
        said.ShouldContain("CSAT trial");
        said.ShouldContain("wacht op goedkeuring");
        said.ShouldNotContain("Somebody");
        said.ShouldNotContain("Anouk");
    }

    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task A_wave_is_dropped_and_can_be_planned_anew(string channel, string lead)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        var side = bot.Side(channel);
        var card = await side.AskAsync(lead, "golf nps ronde lente", side.PrivateRoomOf(lead));
        await side.PressAsync(lead, card, DropWave.Verb);
        await side.ShouldShowAsync("wordt niet verstuurd", side.PrivateRoomOf(lead));
        (await bot.AllAsync<SurveyWave>()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task Why_somebody_got_nothing_is_answered_in_the_language_of_the_question(string channel, string lead)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(lead));
        (await side.AskAsync(lead, $"why did {Company.Failing} get nothing?", room)).Everything.ShouldContain(Company.Failing);
        (await side.AskAsync(lead, $"waarom kreeg {Company.Failing} niets?", room)).Everything.ShouldMatch("Er is geen contactpersoon|Er was nooit iets bedoeld");
    }
}
