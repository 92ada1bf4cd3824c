using RetentionBot.Domain.Customers;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Access;

public sealed class FirstAdminTests
{
    private static readonly BotSetup WithNora = new()
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["RetentionBot:FirstAdmin"] = "Nora@example.com" },
    };

    [Fact]
    public async Task The_first_message_of_that_proven_address_makes_an_admin()
    {
        await using var bot = await BotUnderTest.StartAsync(WithNora);
        bot.Teams.AddColleague("nora");
        (await bot.Teams.AskAsync("nora", "help", bot.Teams.PrivateRoomOf("nora"))).Everything.ShouldContain("(your role: admin)");
        await bot.Teams.AskAsync("nora", "connect here alerts en");

        (await bot.AllAsync<StaffMember>()).Single(s => s.Email == "nora@example.com").Role.ShouldBe(StaffRole.Admin);
        (await bot.AllAsync<AuditEvent>()).Select(a => a.Deed).ShouldBe(["staff.first-admin", "place.connect"]);
    }

    [Fact]
    public async Task A_guest_with_that_address_stays_a_guest()
    {
        await using var bot = await BotUnderTest.StartAsync(WithNora);
        bot.Teams.AddOutsider("nora", bot.Teams.PrivateRoomOf("nora"));
        bot.Slack.AddPerson("nora", more: "is_restricted");
        foreach (var side in (IChatSide[])[bot.Teams, bot.Slack])
        {
            (await side.AskAsync("nora", "connect here alerts en", side.PrivateRoomOf("nora"))).Text.ShouldBe("Only an admin can do that.");
        }

        (await bot.AllAsync<StaffMember>()).ShouldNotContain(s => s.Email == "nora@example.com");
    }
}
