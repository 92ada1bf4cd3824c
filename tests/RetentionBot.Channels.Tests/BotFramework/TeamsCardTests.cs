using System.Text.Json.Nodes;
using RetentionBot.Channels.BotFramework;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>What every card that goes to Teams has, and what becomes of one that is too large.</summary>
public sealed class TeamsCardTests
{
    [Theory, Trait("Conformance", "BF-42")]
    [InlineData("""{"type":"AdaptiveCard"}""", """{"type":"AdaptiveCard","version":"1.5"}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.6"}""", """{"type":"AdaptiveCard","version":"1.5"}""")]
    [InlineData(
        """{"version":"1.5","actions":[{"type":"Action.Execute","title":"Go","verb":"a.b","data":{"id":"7"}}]}""",
        """{"version":"1.5","actions":[{"type":"Action.Execute","title":"Go","verb":"a.b","data":{"id":"7"},"fallback":{"type":"Action.Submit","data":{"id":"7","verb":"a.b"},"title":"Go"}}]}""")]
    [InlineData(
        """{"version":"1.5","body":[{"type":"Container","items":[],"selectAction":{"type":"Action.Execute","verb":"a.b"}}]}""",
        """{"version":"1.5","body":[{"type":"Container","items":[],"selectAction":{"type":"Action.Execute","verb":"a.b","fallback":{"type":"Action.Submit","data":{"verb":"a.b"}}}}]}""")]
    [InlineData(
        """{"version":"1.5","body":[{"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"Chart.Line","data":[{"type":"Chart.Line"}]}]}]}]}""",
        """{"version":"1.5","body":[{"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"Chart.Line","data":[{"type":"Chart.Line"}],"fallback":"drop"}]}]}]}""")]
    public void What_is_missing_is_added(string card, string expected) => Fitted(card).ShouldBe(expected);

    [Theory]
    [InlineData("""{"version":"1.5","actions":[{"type":"Action.Execute","verb":"a.b","fallback":"drop"}]}""")]
    [InlineData("""{"version":"1.5","body":[{"type":"Chart.Line","fallback":{"type":"TextBlock","text":"2 %"}}]}""")]
    [InlineData("""{"version":"1.5","refresh":{"action":{"type":"Action.Execute","verb":"a.b"}},"actions":[{"type":"Action.Submit","data":{"x":{"type":"Action.Execute"}}}]}""")]
    [InlineData("""{"version":"1.5","refresh":{"action":{"type":"Action.Execute","verb":"a.b"},"userIds":[]}}""")]
    public void What_is_there_stays(string card) => Fitted(card).ShouldBe(card);

    [Fact, Trait("Conformance", "BF-49")]
    public void A_card_refreshes_itself_for_sixty_people_at_most_and_only_by_their_Teams_ids()
    {
        var ids = new JsonArray("a4f0c7d1-93e8-4b15-8c2a-0f6e5d3b7a21", null, "anouk@example.com");
        for (var i = 0; i < 70; i++)
        {
            ids.Add($"29:{i}");
        }

        var fitted = TeamsCard.Fit(new JsonObject { ["refresh"] = new JsonObject { ["userIds"] = ids } });

        fitted["refresh"]!["userIds"]!.AsArray().Select(id => (string?)id).ShouldBe(Enumerable.Range(0, 60).Select(i => $"29:{i}"));
        ids.Count.ShouldBe(73);
    }

    [Fact, Trait("Conformance", "BF-42")]
    public async Task A_card_over_80_KB_of_UTF_16_is_not_even_tried_and_its_text_is_sent()
    {
        await using var connector = await FakeBotConnector.StartAsync();
        await using var teams = await TeamsApp.StartAsync();
        var to = Outgoing.Personal(connector.ServiceUrl);

        // 40 KiB of characters are 80 KiB of UTF-16; the activity around the card takes some of them.
        await teams.Channel.SendAsync(Outgoing.Post(to, CardOf(39 * 1024)), CancellationToken.None);
        await teams.Channel.SendAsync(Outgoing.Post(to, CardOf(41 * 1024)), CancellationToken.None);

        connector.Requests.Count.ShouldBe(2);
        var posted = connector.PostedIn("a:1personal");
        posted[0].Card.ShouldNotBeNull();
        posted[1].Card.ShouldBeNull();
        posted[1].Text.ShouldBe("Health score drop");
        teams.Log.Lines.Count(line => line.Contains("more than the 28672")).ShouldBe(2);
        teams.Log.Lines.Count(line => line.Contains("its text alone is sent")).ShouldBe(1);
    }

    [Fact, Trait("Conformance", "BF-42")]
    public async Task A_text_without_end_is_cut_between_two_characters()
    {
        await using var connector = await FakeBotConnector.StartAsync();
        await using var teams = await TeamsApp.StartAsync();

        // An emoji is two UTF-16 units, so the cut would fall into one.
        await teams.Channel.SendAsync(
            Outgoing.Post(Outgoing.Personal(connector.ServiceUrl), new MessageContent("x" + string.Concat(Enumerable.Repeat("🚀", 30_000)))), CancellationToken.None);

        connector.PostedIn("a:1personal").Single().Text.ShouldBe("x" + string.Concat(Enumerable.Repeat("🚀", 1_999)) + "…");
        OutgoingActivity.TargetBytes.ShouldBeGreaterThan(connector.Requests.Single().Body.Length);
    }

    private static MessageContent CardOf(int chars) => new("Health score drop", new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = new string('x', chars) }),
    });

    private static string Fitted(string card) => TeamsCard.Fit(JsonNode.Parse(card)!.AsObject()).ToJsonString();
}
