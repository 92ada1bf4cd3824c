using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Domain.Customers;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Access;

/// <summary>Whose place it is, and who somebody from outside is.</summary>
public sealed class WhosePlaceTests
{
    private const string ForeignTenant = "7c0d5b1e-2f63-4a8e-9b1d-0e4f6a2c8d77";

    [Theory]
    [InlineData("teams", "this channel is Klant 1", "This place belongs to Klant 1 now.")]
    [InlineData("slack", "dit kanaal is klant 1.", "Deze plek hoort nu bij Klant 1.")]
    public async Task A_lead_says_whose_place_it_is_and_takes_it_back(string channel, string words, string answer)
    {
        await using var bot = await WithCustomersAsync();
        var side = bot.Side(channel);
        (await side.AskAsync("leonie", words)).Text.ShouldBe(answer);
        (await PlaceAsync(bot, channel)).CustomerId.ShouldBe((await CustomerAsync(bot, "c1")).Id);

        await side.AskAsync("leonie", "this channel is nobody");
        (await PlaceAsync(bot, channel)).CustomerId.ShouldBeNull();
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == "place.map").ShouldBe(2);
    }

    [Fact]
    public async Task Less_than_a_lead_cannot()
    {
        await using var bot = await WithCustomersAsync();
        (await bot.Teams.AskAsync("bram", "this channel is Klant 1")).Text.ShouldBe("Only a lead or an admin can do that.");
        (await PlaceAsync(bot, "teams")).CustomerId.ShouldBeNull();
    }

    [Fact]
    public async Task Other_customers_names_are_told_to_the_lead_alone()
    {
        await using var bot = await WithCustomersAsync();
        await bot.Slack.SayAsync("leonie", "this channel is Klant");

        var told = await bot.Slack.ShouldShowAsync("Do you mean");
        told.Text.ShouldContain("Klant 1, Klant 2, Klant 3, Klant 4, Klant 5");
        bot.Slack.Fake.Messages.ShouldHaveSingleItem().OnlyFor.ShouldBe(SlackSide.IdOf("leonie"));
        (await PlaceAsync(bot, "slack")).CustomerId.ShouldBeNull();
    }

    [Theory]
    [InlineData("c1", true)]
    [InlineData("c2", false)]
    [InlineData(null, false)]
    public async Task Somebody_of_another_company_is_known_in_the_place_of_their_own_customer_only(string? placeOf, bool isKnown)
    {
        await using var bot = await WithCustomersAsync();
        if (placeOf is not null)
        {
            await bot.Teams.AskAsync("leonie", $"this channel is {placeOf}");
        }

        bot.Teams.AddOutsider("lotte", bot.Teams.Room, ForeignTenant);
        await bot.Teams.AskAsync("lotte", "help");

        var identity = (await bot.AllAsync<Identity>()).Single(i => i.UserId == TeamsSide.IdOf("lotte"));
        (identity.ContactId is not null).ShouldBe(isKnown);
        identity.StaffMemberId.ShouldBeNull();
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task A_guest_is_known_by_the_address_in_the_companys_own_directory(string channel)
    {
        await using var bot = await WithCustomersAsync();
        var room = bot.Side(channel).PrivateRoomOf("lotte");
        bot.Teams.AddOutsider("lotte", room);
        bot.Slack.AddPerson("lotte", more: "is_ultra_restricted");
        await bot.Side(channel).AskAsync("lotte", "help", room);

        var contact = (await bot.AllAsync<Contact>()).ShouldHaveSingleItem();
        (await bot.AllAsync<Identity>()).Single(i => i.UserId.EndsWith("lotte", StringComparison.OrdinalIgnoreCase)).ContactId.ShouldBe(contact.Id);
    }

    [Fact]
    public async Task Two_contacts_of_one_address_are_nobody()
    {
        await using var bot = await WithCustomersAsync();
        await bot.WithDbAsync(async db =>
        {
            db.Contacts.Add(new Contact { SourceKey = "p2", CustomerId = (await db.Customers.FirstAsync()).Id, Name = "Lotte Two", Email = "lotte@example.com" });
            return await db.SaveChangesAsync();
        });
        var room = bot.Slack.PrivateRoomOf("lotte");
        bot.Slack.AddPerson("lotte", more: "is_restricted");
        await bot.Slack.AskAsync("lotte", "help", room);

        (await bot.AllAsync<Identity>()).ShouldHaveSingleItem().ContactId.ShouldBeNull();
    }

    [Fact]
    public async Task A_lead_says_who_a_stranger_is()
    {
        await using var bot = await WithCustomersAsync();
        bot.Slack.AddPerson("gina", "T0OTHER999", "gina@elsewhere.example", "is_stranger");
        (await bot.Slack.AskAsync("bram", $"link <@{SlackSide.IdOf("gina")}> to lotte@example.com")).Text.ShouldBe("Only a lead or an admin can do that.");
        await bot.Slack.AskAsync("leonie", $"link <@{SlackSide.IdOf("gina")}> to <mailto:lotte@example.com|lotte@example.com>");

        var contact = (await bot.AllAsync<Contact>()).ShouldHaveSingleItem();
        await bot.Slack.AskAsync("gina", "help", bot.Slack.PrivateRoomOf("gina"));
        (await bot.AllAsync<Identity>()).Where(i => i.UserId == SlackSide.IdOf("gina")).ShouldHaveSingleItem().ContactId.ShouldBe(contact.Id);
        (await bot.Slack.AskAsync("leonie", "nps to lotte@example.com", bot.Slack.PrivateRoomOf("leonie"))).Text.ShouldContain("now has the NPS question");
        await bot.Slack.ShouldShowAsync("How likely are you", bot.Slack.PrivateRoomOf("gina"));
    }

    [Fact]
    public async Task Of_two_contacts_with_one_address_the_place_says_which()
    {
        await using var bot = await WithCustomersAsync();
        var second = await CustomerAsync(bot, "c2");
        await bot.WithDbAsync(async db =>
        {
            db.Contacts.Add(new Contact { SourceKey = "p2", CustomerId = second.Id, Name = "Lotte Two", Email = "lotte@example.com" });
            return await db.SaveChangesAsync();
        });
        bot.Slack.AddPerson("gina", "T0OTHER999", "gina@elsewhere.example", "is_stranger");
        await bot.Slack.SayAsync("leonie", $"link <@{SlackSide.IdOf("gina")}> to lotte@example.com");
        await bot.Slack.ShouldShowAsync("Several contacts have that address.");

        await bot.Slack.AskAsync("leonie", "this channel is Klant 2");
        await bot.Slack.AskAsync("leonie", $"link <@{SlackSide.IdOf("gina")}> to lotte@example.com");
        var contact = (await bot.AllAsync<Contact>()).Single(c => c.CustomerId == second.Id);
        (await bot.AllAsync<Identity>()).Single(i => i.UserId == SlackSide.IdOf("gina")).ContactId.ShouldBe(contact.Id);
    }

    [Fact]
    public async Task A_colleague_is_no_contact_even_one_who_never_wrote()
    {
        await using var bot = await WithCustomersAsync();
        (await bot.Slack.AskAsync("leonie", $"verbind <@{SlackSide.IdOf("bram")}> met lotte@example.com")).Text.ShouldContain("is een collega");
        (await bot.AllAsync<Identity>()).ShouldAllBe(i => i.ContactId == null);
    }

    [Fact]
    [Trait("Conformance", "SL-52")]
    public async Task A_channel_that_is_shared_gets_nothing_and_who_connected_it_is_told_until_it_is_not_shared_any_more()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Slack.AskAsync("anouk", "help", bot.Slack.PrivateRoomOf("anouk"));
        await bot.ConnectAsync("slack", "en");
        bot.Slack.AddRoom(bot.Slack.Room, isShared: true);
        await bot.Slack.HappensAsync("channel_shared", bot.Slack.Room);

        await bot.Slack.ShouldShowAsync("People from outside can read", bot.Slack.PrivateRoomOf("anouk"));
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).Any(m => m.Subject != null && m.State == OutboxState.Dropped), "the card is not posted");
        (await bot.Slack.ShownAsync()).ShouldAllBe(m => !m.Everything.Contains(Company.Failing, StringComparison.Ordinal));

        bot.Slack.AddRoom(bot.Slack.Room);
        await bot.Slack.HappensAsync("channel_unshared", bot.Slack.Room);
        await bot.Slack.ShouldShowAsync($"Health drop: {Company.Failing}");
        (await bot.Slack.ShownAsync(bot.Slack.PrivateRoomOf("anouk"))).Count(m => m.Text.Contains("from outside", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_missed_while_people_from_outside_were_there_is_made_up_for_when_the_bot_sees_that_they_are_gone()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("slack", "en");
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        await bot.Slack.ShouldShowAsync([$"Health drop: {Company.Failing}", "69"]);
        bot.Slack.AddRoom(bot.Slack.Room, isShared: true);
        await bot.Slack.HappensAsync("channel_shared", bot.Slack.Room);
        await bot.Company.UseOnceMoreAsync();
        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<OutboxMessage>()).Any(m => m.Kind == Channels.Turns.SendKind.Update && m.State == OutboxState.Dropped), "the news is kept back");

        bot.Slack.AddRoom(bot.Slack.Room);
        await bot.Slack.HappensAsync("channel_unshared", bot.Slack.Room);

        await bot.Slack.ShouldShowAsync([$"Health drop: {Company.Failing}", "73"]);
        (await bot.Slack.ShownAsync()).Count(m => m.Everything.Contains(Company.Failing, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("message", "text", "help")]
    [InlineData("messageReaction", "reactionsAdded", """[ { "type": "like" } ]""")]
    [InlineData("installationUpdate", "action", "add")]
    [InlineData("conversationUpdate", "membersAdded", """[ { "id": "29:gina" } ]""")]
    [Trait("Conformance", "BF-34")]
    public async Task A_place_is_reached_at_the_address_it_was_heard_from_last(string type, string member, string value)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Teams.AskAsync("vera", "help");
        var moved = bot.Teams.Message("vera", "");
        (moved["type"], moved["replyToId"], moved["serviceUrl"]) = (type, "1", bot.Teams.Connector.ServiceUrl + "/");
        moved[member] = value.StartsWith('[') ? JsonNode.Parse(value) : value;
        using var response = await bot.Teams.SendAsync(moved);

        await Eventually.ShouldBeAsync(
            async () => (await PlaceAsync(bot, "teams")).Reference.ServiceUrl == bot.Teams.Connector.ServiceUrl + "/", "the new address is kept");
        await bot.Teams.AskAsync("vera", "help");
    }

    [Fact]
    [Trait("Conformance", "BF-54")]
    public async Task A_sign_under_a_message_nobody_knows_is_taken_and_comes_to_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var sign = bot.Teams.Message("vera", "");
        (sign["type"], sign["replyToId"], sign["reactionsAdded"]) = ("messageReaction", "1", JsonNode.Parse("""[ { "type": "like" } ]"""));
        using var response = await bot.Teams.SendAsync(sign);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<InboundDelivery>()).Single().State != DeliveryState.Accepted, "it is handled");
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Done);
        (await bot.AllAsync<OutboxMessage>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_home_page_on_Slack_tells_each_what_they_can_do()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Slack.OpenHomeAsync("vera");
        await Eventually.ShouldBeAsync(() => bot.Slack.Fake.CallsTo("views.publish").Count == 1, "the page is published");

        var page = bot.Slack.Fake.CallsTo("views.publish")[0];
        page.Fields["user_id"].ShouldBe(SlackSide.IdOf("vera"));
        page.Fields["view"].ShouldContain("your role: viewer");
        (await bot.AllAsync<Identity>()).ShouldHaveSingleItem().PersonalConversationKey.ShouldBeNull();
    }

    private static async Task<BotUnderTest> WithCustomersAsync()
    {
        var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        return bot;
    }

    private static async Task<Conversation> PlaceAsync(BotUnderTest bot, string channel)
    {
        var room = bot.Side(channel).Room;
        return (await bot.AllAsync<Conversation>()).Single(c => c.Reference.ConversationId == room);
    }

    private static async Task<Customer> CustomerAsync(BotUnderTest bot, string id) => (await bot.AllAsync<Customer>()).Single(c => c.SourceKey == id);
}
