using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackDirectoryTests : IAsyncLifetime
{
    private FakeSlack _slack = null!;
    private SlackTestHost _host = null!;

    public async Task InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _host = await SlackTestHost.StartAsync(_slack);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "SL-47")]
    public async Task Staff_is_internal_and_brings_mail_and_name() =>
        (await ProveAsync("U0CSMANNA1", "T0STAFF001")).ShouldBe(new PersonProof(PersonKind.Colleague, "anna@example.com", "Anna"));

    [Theory]
    [Trait("Conformance", "SL-47")]
    [Trait("Conformance", "SL-51")]
    [InlineData("""{ "id": "U1", "team_id": "T0STAFF001", "is_restricted": true, "is_ultra_restricted": false }""", PersonKind.Guest)]
    [InlineData("""{ "id": "U1", "team_id": "T0STAFF001", "is_restricted": true, "is_ultra_restricted": true }""", PersonKind.Guest)]
    [InlineData("""{ "id": "U1", "team_id": "T0STAFF001", "is_ultra_restricted": true }""", PersonKind.Guest)]
    [InlineData("""{ "id": "U1", "team_id": "T0CUSTOM99", "is_stranger": false, "profile": { "team": "T0CUSTOM99" } }""", PersonKind.OtherCompany)]
    [InlineData("""{ "id": "U1", "team_id": "T0CUSTOM77", "is_stranger": true }""", PersonKind.OtherCompany)]
    [InlineData("""{ "id": "U1", "team_id": "T0STAFF001", "is_stranger": true }""", PersonKind.OtherCompany)]
    [InlineData("""{ "id": "U1", "team_id": "T0STAFF001", "deleted": true }""", PersonKind.Bot)]
    [InlineData("""{ "id": "U1", "team_id": "T0STAFF001", "is_bot": true }""", PersonKind.Bot)]
    [InlineData("""{ "id": "U1" }""", PersonKind.OtherCompany)]
    [InlineData("""{ "id": "U1", "team_id": "T0STAFF002", "enterprise_user": { "enterprise_id": "E0EXAMPLE1", "teams": [ "T0STAFF001" ] } }""", PersonKind.OtherCompany)]
    public async Task Everybody_else_is_no_colleague_and_told_apart(string user, PersonKind kind)
    {
        _slack.AddUser(user);

        (await ProveAsync("U1", null)).ShouldBe(new PersonProof(kind));
    }

    [Theory]
    [Trait("Conformance", "SL-47")]
    [InlineData("T0STAFF001", PersonKind.Colleague)]
    [InlineData("T0CUSTOM99", PersonKind.OtherCompany)]
    public async Task The_profile_tells_the_home_workspace_where_nothing_else_does(string team, PersonKind kind)
    {
        _slack.AddUser($$"""{ "id": "U1", "profile": { "team": "{{team}}" } }""");

        (await ProveAsync("U1", null)).Kind.ShouldBe(kind);
    }

    [Theory]
    [Trait("Conformance", "SL-47")]
    [InlineData("USLACKBOT")]
    [InlineData(FakeSlack.BotUser)]
    public async Task Slackbot_and_the_bot_itself_are_nobody(string id)
    {
        _slack.AddUser($$"""{ "id": "{{id}}", "team_id": "T0STAFF001", "deleted": false, "is_bot": false }""");

        (await ProveAsync(id, "T0STAFF001")).ShouldBe(new PersonProof(PersonKind.Bot));
    }

    [Fact]
    public async Task What_changed_about_a_person_counts_at_once()
    {
        await ProveAsync("U0CSMANNA1", "T0STAFF001");
        _slack.AddUser("""{ "id": "U0CSMANNA1", "team_id": "T0STAFF001", "is_restricted": true }""");

        await _host.Client.SendAsync(_host.Signer.Event(Payloads.Event("""{ "type": "user_change", "user": { "id": "U0CSMANNA1" } }""")));

        (await ProveAsync("U0CSMANNA1", "T0STAFF001")).Kind.ShouldBe(PersonKind.Guest);
    }

    [Theory]
    [Trait("Conformance", "SL-52")]
    [InlineData("channel_shared")]
    [InlineData("channel_unshared")]
    [InlineData("member_joined_channel")]
    public async Task A_change_of_who_reads_a_channel_counts_at_once(string type)
    {
        (await AudienceAsync("C0CSALERTS")).ShouldBe(Audience.InternalOnly);
        _slack.AddConversation("""{ "id": "C0CSALERTS", "is_ext_shared": true }""");

        await _host.Client.SendAsync(_host.Signer.Event(Payloads.Event($$"""{ "type": "{{type}}", "channel": "C0CSALERTS", "user": "U0CUSTOMER" }""")));

        (await AudienceAsync("C0CSALERTS")).ShouldBe(Audience.WithOutsiders);
    }

    [Fact]
    [Trait("Conformance", "SL-41")]
    public async Task Members_are_looked_through_to_the_last_page()
    {
        // Two members a page: the guest is on the third.
        _slack.AddUser("""{ "id": "U0GUEST", "team_id": "T0STAFF001", "is_restricted": true }""");
        _slack.AddConversation("""{ "id": "C1", "is_ext_shared": false, "members": ["U0CSMANNA1", "U0RETBOT01", "U0CSMANNA1", "U0CSMANNA1", "U0GUEST"] }""");

        (await AudienceAsync("C1")).ShouldBe(Audience.WithOutsiders);
        _slack.CallsTo("conversations.members").Count.ShouldBe(3);
    }

    [Fact]
    [Trait("Conformance", "SL-41")]
    public async Task The_same_cursor_twice_ends_the_paging_and_leaves_open_who_is_there()
    {
        const string Page = """{ "ok": true, "members": ["U0CSMANNA1"], "response_metadata": { "next_cursor": "again" } }""";
        _slack.Next("conversations.members", new FakeSlackAnswer(Body: Page));
        _slack.Next("conversations.members", new FakeSlackAnswer(Body: Page));
        _slack.Next("conversations.members", new FakeSlackAnswer(Body: Page));

        (await AudienceAsync("C0CSALERTS")).ShouldBe(Audience.Unknown);
        _slack.CallsTo("conversations.members").Count.ShouldBe(2);
    }

    [Theory]
    [Trait("Conformance", "SL-48")]
    [Trait("Conformance", "SL-49")]
    [InlineData("T0STAFF001", PersonKind.Colleague)]
    [InlineData(null, PersonKind.Colleague)]
    [InlineData("T0CUSTOM99", PersonKind.OtherCompany)]
    [InlineData("E0EXAMPLE1", PersonKind.OtherCompany)]
    public async Task Who_acts_in_another_workspace_is_external_whatever_the_directory_says(string? actingTeam, PersonKind kind) =>
        (await ProveAsync("U0CSMANNA1", actingTeam)).Kind.ShouldBe(kind);

    [Theory]
    [Trait("Conformance", "SL-47")]
    [InlineData("E0EXAMPLE1", "T0STAFF002", PersonKind.Colleague)]
    [InlineData("E0EXAMPLE1", "E0EXAMPLE1", PersonKind.Colleague)]
    [InlineData("E0EXAMPLE1", "T0CUSTOM99", PersonKind.OtherCompany)]
    [InlineData("E0OTHER001", "T0STAFF002", PersonKind.OtherCompany)]
    public async Task Installed_for_an_organisation_all_its_workspaces_are_ours(string enterprise, string actingTeam, PersonKind kind)
    {
        _slack.EnterpriseInstall = enterprise;
        _slack.AddUser("""
            { "id": "W1", "team_id": "T0STAFF002", "is_restricted": false, "profile": { "team": "T0STAFF002" },
              "enterprise_user": { "id": "W1", "enterprise_id": "E0EXAMPLE1", "teams": [ "T0STAFF001", "T0STAFF002" ] } }
            """);

        (await ProveAsync("W1", actingTeam)).Kind.ShouldBe(kind);
    }

    [Theory]
    [Trait("Conformance", "SL-50")]
    [InlineData("users.info")]
    [InlineData("auth.test")]
    public async Task A_look_up_that_fails_proves_nothing_and_is_not_remembered(string method)
    {
        _slack.Next(method, new FakeSlackAnswer(500));

        (await ProveAsync("U0CSMANNA1", "T0STAFF001")).ShouldBe(PersonProof.Unproven);
        (await ProveAsync("U0CSMANNA1", "T0STAFF001")).IsColleague.ShouldBeTrue();
    }

    [Fact]
    [Trait("Conformance", "SL-50")]
    public async Task A_look_up_that_takes_too_long_proves_nothing()
    {
        _slack.Next("users.info", new FakeSlackAnswer(Delay: TimeSpan.FromMinutes(5)));
        _host.Patience = TimeSpan.FromSeconds(1.5);

        (await ProveAsync("U0CSMANNA1", "T0STAFF001")).ShouldBe(PersonProof.Unproven);
    }

    [Fact]
    [Trait("Conformance", "SL-50")]
    public async Task Somebody_unknown_and_a_lost_connection_prove_nothing()
    {
        (await ProveAsync("U0NOBODY", "T0STAFF001")).ShouldBe(PersonProof.Unproven);
        _slack.Next("users.info", new FakeSlackAnswer(ActsThenHangsUp: true));
        (await ProveAsync("U0CSMANNA1", "T0STAFF001")).ShouldBe(PersonProof.Unproven);
    }

    [Fact]
    public async Task A_proof_is_kept_for_minutes_and_then_asked_for_again()
    {
        await ProveAsync("U0CSMANNA1", "T0STAFF001");
        await ProveAsync("U0CSMANNA1", "T0STAFF001");
        _slack.CallsTo("users.info").Count.ShouldBe(1);
        _slack.AddUser("""{ "id": "U0CSMANNA1", "team_id": "T0STAFF001", "deleted": true }""");

        _host.Clock.Now += TimeSpan.FromMinutes(10);

        (await ProveAsync("U0CSMANNA1", "T0STAFF001")).IsColleague.ShouldBeFalse();
        _slack.CallsTo("auth.test").Count.ShouldBe(1);
    }

    [Theory]
    [Trait("Conformance", "SL-52")]
    [InlineData("""{ "id": "C1", "is_ext_shared": false, "is_shared": false, "members": ["U0RETBOT01", "U0CSMANNA1"] }""", Audience.InternalOnly)]
    [InlineData("""{ "id": "C1", "is_ext_shared": false, "members": ["U0RETBOT01", "U0CSMANNA1", "U0GUEST"] }""", Audience.WithOutsiders)]
    [InlineData("""{ "id": "C1", "is_ext_shared": false, "members": ["U0CSMANNA1", "U0APP", "U0LEFT"] }""", Audience.InternalOnly)]
    [InlineData("""{ "id": "C1", "is_ext_shared": false, "members": ["U0CSMANNA1", "U0NOBODY"] }""", Audience.Unknown)]
    [InlineData("""{ "id": "C1", "is_ext_shared": false, "members": [] }""", Audience.Unknown)]
    [InlineData("""{ "id": "C1", "is_ext_shared": false, "is_shared": true, "is_org_shared": true, "members": ["U0CSMANNA1"] }""", Audience.InternalOnly)]
    [InlineData("""{ "id": "C1", "is_ext_shared": true, "is_shared": true }""", Audience.WithOutsiders)]
    [InlineData("""{ "id": "C1", "is_ext_shared": false, "is_pending_ext_shared": true }""", Audience.WithOutsiders)]
    [InlineData("""{ "id": "C1" }""", Audience.Unknown)]
    [InlineData("""{ "id": "C1", "is_im": true, "user": "U0CSMANNA1" }""", Audience.InternalOnly)]
    [InlineData("""{ "id": "C1", "is_im": true, "user": "U0GUEST" }""", Audience.WithOutsiders)]
    [InlineData("""{ "id": "C1", "is_im": true, "user": "U0NOBODY" }""", Audience.Unknown)]
    [InlineData("""{ "id": "other" }""", Audience.Unknown)]
    public async Task The_audience_is_internal_only_on_proof(string conversation, Audience audience)
    {
        _slack.AddConversation(conversation);
        _slack.AddUser("""{ "id": "U0GUEST", "team_id": "T0STAFF001", "is_restricted": true }""");
        _slack.AddUser("""{ "id": "U0APP", "team_id": "T0STAFF001", "is_bot": true }""");
        _slack.AddUser("""{ "id": "U0LEFT", "team_id": "T0CUSTOM99", "deleted": true }""");

        (await AudienceAsync("C1")).ShouldBe(audience);
    }

    [Fact]
    [Trait("Conformance", "SL-54")]
    public async Task The_same_id_in_another_workspace_is_somebody_and_some_place_else()
    {
        const string Other = "T0OTHER001";
        var person = new Person { ChannelId = "slack", UserId = "U0CSMANNA1", TenantId = "T0STAFF001" };
        (await _host.Channel.ProveAsync(person, TestMessages.Channel, CancellationToken.None)).IsColleague.ShouldBeTrue();
        (await AudienceAsync("C0CSALERTS")).ShouldBe(Audience.InternalOnly);

        (await _host.Channel.ProveAsync(person with { TenantId = Other }, TestMessages.Channel with { TenantId = Other }, CancellationToken.None)).ShouldBe(PersonProof.Unproven);
        (await _host.Channel.AudienceAsync(TestMessages.Channel with { ConversationId = "C0CSALERTS", TenantId = Other }, CancellationToken.None)).ShouldBe(Audience.Unknown);
        (person with { TenantId = Other }).Key.ShouldNotBe(person.Key);
        (TestMessages.Channel with { TenantId = Other }).Key.ShouldNotBe(TestMessages.Channel.Key);
    }

    private Task<Audience> AudienceAsync(string channel) =>
        _host.Channel.AudienceAsync(TestMessages.Channel with { ConversationId = channel }, CancellationToken.None);

    private Task<PersonProof> ProveAsync(string user, string? team) =>
        _host.Channel.ProveAsync(new Person { ChannelId = "slack", UserId = user, TenantId = "T0STAFF001", ActingTenantId = team }, TestMessages.Channel, CancellationToken.None);
}
