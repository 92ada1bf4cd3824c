using System.Xml.Linq;

namespace RetentionBot.Tests.Lint;

public sealed class ArrowsTests
{
    [Fact]
    public void Every_file_uses_only_what_its_room_may()
    {
        var sources = Repository.Sources().ToList();

        sources.Count.ShouldBeGreaterThan(200);
        sources.SelectMany(s => Arrows.Faults(s.Path, s.Text)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RetentionBot.Domain/Kpis/Made.cs", "using Microsoft.EntityFrameworkCore;")]
    [InlineData("RetentionBot.Domain/Kpis/Made.cs", "using RetentionBot.Channels.Turns;")]
    [InlineData("RetentionBot.Channels/Slack/Made.cs", "using RetentionBot.Domain.Customers;")]
    [InlineData("RetentionBot.Channels/Slack/Made.cs", "using RetentionBot.Channels.BotFramework;")]
    [InlineData("RetentionBot.Channels/Turns/Made.cs", "using Microsoft.AspNetCore.Http;")]
    [InlineData("RetentionBot.Channels/Slack/Made.cs", "var c = new RetentionBot.Domain.Customers.Customer();")]
    [InlineData("RetentionBot/Features/Alerts/Made.cs", "using RetentionBot.Features.Surveys;")]
    [InlineData("RetentionBot/Features/Alerts/Made.cs", "using static RetentionBot.Features.Surveys.SurveyCard;")]
    [InlineData("RetentionBot/Features/Alerts/Made.cs", "using Card = RetentionBot.Features.Surveys.SurveyCard;")]
    [InlineData("RetentionBot/Features/Health/Made.cs", "var kind = Ingest.ImportKinds.Usage;")]
    [InlineData("RetentionBot/Outbox/Made.cs", "using RetentionBot.Inbox;")]
    [InlineData("RetentionBot/Store/Made.cs", "using RetentionBot.Features.Alerts;")]
    [InlineData("RetentionBot/Elsewhere/Made.cs", "")]
    public void A_forbidden_arrow_is_found(string path, string text) => Arrows.Faults(path, text).ShouldHaveSingleItem();

    [Theory]
    [InlineData("RetentionBot/Features/Alerts/Made.cs", "using RetentionBot.Features.Turns;\nusing RetentionBot.Store.Entities;")]
    [InlineData("RetentionBot/Features/Alerts/Made.cs", "// as in RetentionBot.Features.Surveys.SurveyCard\nvar text = message.Text.Trim();")]
    [InlineData("RetentionBot.Channels/Slack/Made.cs", "using var text = Text.ReadOnly();")]
    [InlineData("RetentionBot/Hosting/Made.cs", "using RetentionBot.Features.Surveys;\nusing Quartz;")]
    public void What_is_allowed_is_left_alone(string path, string text) => Arrows.Faults(path, text).ShouldBeEmpty();

    [Fact]
    public void Features_touch_nothing_of_the_outbox_but_its_writer()
    {
        string[] insides = ["OutboxDelivery", "OutboxDispatcher", "OutboxSignal", "OutboxTraffic"];

        Repository.Sources("RetentionBot/Features").Where(s => insides.Any(name => s.Text.Contains(name, StringComparison.Ordinal))).Select(s => s.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RetentionBot.Domain")]
    [InlineData("RetentionBot.Channels")]
    public void The_projects_behind_the_borders_refer_to_no_other_project(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));

        file.Descendants("ProjectReference").ShouldBeEmpty();
        if (project == "RetentionBot.Domain")
        {
            file.Descendants().Where(e => e.Name.LocalName is "PackageReference" or "FrameworkReference").ShouldBeEmpty();
        }
    }
}
