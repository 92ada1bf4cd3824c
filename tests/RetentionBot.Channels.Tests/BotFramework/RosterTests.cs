using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>Who belongs to the company, as far as Teams can prove it.</summary>
public sealed class RosterTests : IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2026, 11, 16, 8, 15, 0, TimeSpan.Zero));
    private FakeBotConnector connector = null!;
    private TeamsApp teams = null!;

    public async Task InitializeAsync()
    {
        connector = await FakeBotConnector.StartAsync();
        teams = await TeamsApp.StartAsync("Development", clock);
    }

    public async Task DisposeAsync()
    {
        await teams.DisposeAsync();
        await connector.DisposeAsync();
    }

    private ConversationRef Channel => Outgoing.Channel(connector.ServiceUrl, Payloads.Root);

    [Theory, Trait("Conformance", "BF-40")]
    [InlineData("""{ "userRole": "user", "tenantId": "{home}", "userPrincipalName": "anouk@example.com", "email": "anouk@example.com" }""", true)]
    [InlineData("""{ "userRole": "user", "tenantId": "{home}", "email": "anouk@example.com" }""", true)]
    [InlineData("""{ "userRole": "user", "tenantId": "{home}", "userPrincipalName": "sam_partner.example#EXT#@example.com", "email": "sam@example.com" }""", false)]
    [InlineData("""{ "userRole": "user", "tenantId": "{home}", "userPrincipalName": "sam#ext#@example.com" }""", false)]
    [InlineData("""{ "userRole": "guest", "tenantId": "{home}", "userPrincipalName": "sam@example.com" }""", false)]
    [InlineData("""{ "userRole": "user", "tenantId": "b81e0d47", "userPrincipalName": "erin@example.com" }""", false)]
    [InlineData("""{ "userRole": "user", "tenantId": "29:1NotAGuid", "userPrincipalName": "odd@example.com" }""", false)]
    [InlineData("""{ "userRole": "user", "userPrincipalName": "odd@example.com" }""", false)]
    [InlineData("""{ "tenantId": "{home}", "userPrincipalName": "odd@example.com" }""", false)]
    [InlineData("""{ "userRole": "anonymous", "tenantId": "{home}", "name": "Visitor" }""", false)]
    [InlineData("""{ "userRole": "user", "tenantId": "{home}" }""", false)]
    public async Task Only_positive_proof_makes_a_colleague(string member, bool isInternal)
    {
        var found = JsonNode.Parse(member.Replace("{home}", Payloads.Tenant))!.AsObject();
        found["id"] = Payloads.Anouk;
        connector.AddMember(Payloads.Channel, found);

        (await ProveAsync()).IsColleague.ShouldBe(isInternal);
        (await AudienceAsync()).ShouldBe(isInternal ? Audience.InternalOnly : Audience.WithOutsiders);
    }

    [Theory, Trait("Conformance", "BF-40")]
    [InlineData("""{ "userRole": "user", "tenantId": "{home}", "userPrincipalName": "anouk@contoso.example", "email": "anouk@contoso.example" }""", PersonKind.Colleague)]
    [InlineData("""{ "userRole": "guest", "tenantId": "{home}", "userPrincipalName": "sam_partner.example#EXT#@contoso.onmicrosoft.example", "email": "sam@partner.example" }""", PersonKind.Guest)]
    [InlineData("""{ "userRole": "user", "tenantId": "b81e0d47-2f35-4c6e-a0d9-77c4e1f2a965", "userPrincipalName": "erin@northwind.example" }""", PersonKind.OtherCompany)]
    [InlineData("""{ "userRole": "anonymous", "tenantId": "{home}", "name": "Visitor (Guest)" }""", PersonKind.Anonymous)]
    [InlineData("""{ "userRole": "user", "tenantId": "29:1NotAGuid", "userPrincipalName": "odd@contoso.example" }""", PersonKind.OtherCompany)]
    [InlineData("""{ "userRole": "user", "userPrincipalName": "odd@contoso.example" }""", PersonKind.Unknown)]
    [InlineData("""{ "userRole": "owner", "tenantId": "{home}", "userPrincipalName": "odd@contoso.example" }""", PersonKind.Unknown)]
    public async Task Everybody_is_of_the_kind_the_roster_proves(string member, PersonKind kind)
    {
        var found = JsonNode.Parse(member.Replace("{home}", Payloads.Tenant))!.AsObject();
        found["id"] = Payloads.Anouk;
        connector.AddMember(Payloads.Channel, found);

        (await ProveAsync()).Kind.ShouldBe(kind);
    }

    [Fact, Trait("Conformance", "BF-40")]
    public async Task In_a_tenant_that_is_not_ours_nobody_is_a_colleague_whatever_its_roster_says()
    {
        await using var registered = await TeamsApp.StartAsync("Development", clock, ("AppId", "bot"), ("AppPassword", "test"), ("TenantId", "home"));
        connector.AddColleague(Payloads.Channel, Payloads.Anouk, Payloads.Tenant, "anouk@example.com");
        var person = new Person { ChannelId = ChannelIds.Teams, UserId = Payloads.Anouk };

        (await registered.Channel.ProveAsync(person, Channel, CancellationToken.None)).Kind.ShouldBe(PersonKind.OtherCompany);
        (await registered.Channel.AudienceAsync(Channel, CancellationToken.None)).ShouldBe(Audience.WithOutsiders);
    }

    [Fact, Trait("Conformance", "BF-40")]
    public async Task In_a_conversation_without_a_tenant_nobody_is_proven()
    {
        connector.AddMember(Payloads.Channel, new JsonObject { ["id"] = Payloads.Anouk, ["userRole"] = "user", ["userPrincipalName"] = "anouk@example.com" });

        (await ProveAsync(Channel with { TenantId = null })).IsColleague.ShouldBeFalse();
    }

    [Fact]
    public async Task The_proof_carries_the_directorys_mail_address_and_name()
    {
        connector.AddMember(Payloads.Channel, JsonNode.Parse($$"""{ "id": "{{Payloads.Anouk}}", "name": "Anouk de Wit", "userRole": "user", "tenantId": "{{Payloads.Tenant}}", "userPrincipalName": "anouk@example.com" }""")!.AsObject());

        (await ProveAsync()).ShouldBe(new PersonProof(PersonKind.Colleague, "anouk@example.com", "Anouk de Wit"));
        connector.Requests.Single().Path.ShouldBe("/v3/conversations/19%3AchurnWatchExample0002%40thread.tacv2/members/29%3A1AnoukExampleMriKq0vTz7");
    }

    [Fact, Trait("Conformance", "BF-40")]
    public async Task A_failed_look_up_proves_nothing_and_is_asked_again()
    {
        connector.AddColleague(Payloads.Channel, Payloads.Anouk, Payloads.Tenant, "anouk@example.com");
        foreach (var reply in new[] { new ConnectorReply(404), new ConnectorReply(503), new ConnectorReply(200, "<html/>"), new ConnectorReply(0) { Aborts = true } })
        {
            connector.Replies.Enqueue(reply);
            (await ProveAsync()).ShouldBe(PersonProof.Unproven);
            connector.Replies.Enqueue(reply);
            (await AudienceAsync()).ShouldBe(Audience.Unknown);
        }

        (await ProveAsync()).IsColleague.ShouldBeTrue();
        (await AudienceAsync()).ShouldBe(Audience.InternalOnly);
    }

    [Fact]
    public async Task An_address_that_may_not_be_called_proves_nothing()
    {
        (await ProveAsync(Outgoing.Channel("https://bot.example.com"))).ShouldBe(PersonProof.Unproven);
        (await teams.Channel.AudienceAsync(Outgoing.Channel("https://bot.example.com"), CancellationToken.None)).ShouldBe(Audience.Unknown);
    }

    [Fact]
    public async Task Answers_are_kept_for_five_minutes_per_room_and_person()
    {
        connector.AddColleague(Payloads.Channel, Payloads.Anouk, Payloads.Tenant, "anouk@example.com");

        await ProveAsync();
        await AudienceAsync();
        clock.Now += TimeSpan.FromMinutes(4.9);
        await ProveAsync(Channel with { ThreadId = "another" });
        await AudienceAsync();
        connector.Requests.Count.ShouldBe(2);

        clock.Now += TimeSpan.FromMinutes(0.2);
        await ProveAsync();
        await AudienceAsync();
        connector.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task News_of_who_is_in_a_team_make_every_audience_be_asked_for_anew()
    {
        await using var heard = await TeamsApp.StartAsync("Development", clock, ("AllowAnonymousInDevelopment", "true"));
        connector.AddColleague(Payloads.Channel, Payloads.Anouk, Payloads.Tenant, "anouk@example.com");
        (await heard.Channel.AudienceAsync(Channel, CancellationToken.None)).ShouldBe(Audience.InternalOnly);
        connector.AddMember(Payloads.Channel, new JsonObject { ["id"] = "29:guest", ["userRole"] = "guest" });

        // It names the team, of which the channel is one.
        await heard.PostAsync(Payloads.InChannel("conversationUpdate", $$"""
            { "serviceUrl": "{{connector.ServiceUrl}}", "conversation": { "id": "{{Payloads.Team}}", "conversationType": "channel", "tenantId": "{{Payloads.Tenant}}" },
              "membersAdded": [ { "id": "29:guest" } ], "channelData": { "eventType": "teamMemberAdded", "team": { "id": "{{Payloads.Team}}" } } }
            """).ToJsonString(), (string?)null);

        heard.Receiver.Turns.Single().Kind.ShouldBe(TurnKind.AudienceChanged);
        (await heard.Channel.AudienceAsync(Channel, CancellationToken.None)).ShouldBe(Audience.WithOutsiders);
    }

    [Fact]
    public async Task One_audience_can_be_forgotten_alone()
    {
        connector.AddColleague(Payloads.Channel, Payloads.Anouk, Payloads.Tenant, "anouk@example.com");
        await AudienceAsync();
        connector.AddMember(Payloads.Channel, new JsonObject { ["id"] = "29:guest", ["userRole"] = "guest" });

        teams.Channel.ForgetAudience(Channel);

        (await AudienceAsync()).ShouldBe(Audience.WithOutsiders);
    }

    [Fact, Trait("Conformance", "BF-36")]
    public async Task The_roster_is_read_to_its_last_page()
    {
        connector.PageSize = 2;
        for (var i = 0; i < 4; i++)
        {
            connector.AddColleague(Payloads.Channel, $"29:{i}", Payloads.Tenant, $"p{i}@example.com");
        }

        connector.AddMember(Payloads.Channel, new JsonObject { ["id"] = "29:guest", ["userRole"] = "guest" });

        (await AudienceAsync()).ShouldBe(Audience.WithOutsiders);

        // 5 members in pages of 2: three pages.
        connector.Requests.Select(r => r.Path.Split('?')[1]).ShouldBe(["pageSize=500", "pageSize=500&continuationToken=%2B2%3D", "pageSize=500&continuationToken=%2B4%3D"]);
    }

    [Theory, Trait("Conformance", "BF-36")]
    [InlineData("")]
    [InlineData(", \"continuationToken\": null")]
    [InlineData(", \"continuationToken\": \"\"")]
    public async Task A_page_that_names_no_next_one_is_the_last(string end)
    {
        connector.Rule = _ => new ConnectorReply(
            200, $$"""{ "members": [ { "id": "29:1", "userRole": "user", "tenantId": "{{Payloads.Tenant}}", "userPrincipalName": "p1@example.com" } ]{{end}} }""");

        (await AudienceAsync()).ShouldBe(Audience.InternalOnly);
        connector.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_bot_itself_is_no_outsider_and_an_empty_room_proves_nothing()
    {
        connector.AddMember(Payloads.Channel, new JsonObject { ["id"] = Payloads.Bot, ["name"] = "RetentionBot" });
        (await AudienceAsync()).ShouldBe(Audience.Unknown);

        connector.AddColleague(Payloads.Channel, Payloads.Anouk, Payloads.Tenant, "anouk@example.com");
        (await AudienceAsync()).ShouldBe(Audience.InternalOnly);
    }

    [Fact]
    public async Task A_roster_without_end_is_not_believed()
    {
        connector.Rule = _ => new ConnectorReply(200, """{ "members": [], "continuationToken": "again" }""");

        (await AudienceAsync()).ShouldBe(Audience.Unknown);
    }

    private Task<PersonProof> ProveAsync(ConversationRef? conversation = null) =>
        teams.Channel.ProveAsync(new Person { ChannelId = ChannelIds.Teams, UserId = Payloads.Anouk }, conversation ?? Channel, CancellationToken.None);

    private Task<Audience> AudienceAsync() => teams.Channel.AudienceAsync(Channel, CancellationToken.None);
}
