using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.SurveyPage;

public sealed class StopByLinkTests
{
    [Fact]
    public async Task Looking_never_stops_anything_and_neither_does_an_empty_post()
    {
        await using var story = await LinkStory.StartAsync();
        (await story.GetAsync($"{story.Page}/unsubscribe?List-Unsubscribe=One-Click&stop=yes")).Html.ShouldContain("Shall we stop asking you?");
        (await story.PostAsync($"{story.Page}/unsubscribe?stop=yes")).Html.ShouldContain("Shall we stop asking you?");
        (await story.PostAsync($"{story.Page}/unsubscribe", ("List-Unsubscribe", "Two-Click"))).Html.ShouldContain("Shall we stop asking you?");
        (await story.Bot.AllAsync<OptOut>()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("stop", "yes", "page")]
    [InlineData("List-Unsubscribe", "One-Click", "mail")]
    public async Task A_press_stops_for_ever_once_however_often(string field, string value, string source)
    {
        await using var story = await LinkStory.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            var (status, html, _) = await story.PostAsync($"{story.Page}/unsubscribe", (field, value));
            status.ShouldBe(HttpStatusCode.OK);
            html.ShouldContain("You will get no more surveys from us.");
        }));

        var stop = (await story.Bot.AllAsync<OptOut>()).ShouldHaveSingleItem();
        (stop.Source, stop.AddressHash).ShouldBe((source, OptOut.HashOf("lotte@example.com")));
        (await story.Bot.AllAsync<AuditEvent>()).Count(a => a.Deed == "survey.opt-out").ShouldBe(1);
        (await InviteAsync(story)).ShouldBe(InviteOutcome.OptedOut);
        (await story.GetAsync($"{story.Page}/unsubscribe")).Html.ShouldContain("You will get no more surveys from us.");
    }

    [Fact]
    public async Task A_mail_program_may_send_the_one_click_as_multipart()
    {
        await using var story = await LinkStory.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        (await story.Bot.Http.PostAsync($"{story.Page}/unsubscribe", form)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await story.Bot.AllAsync<OptOut>()).ShouldHaveSingleItem().Source.ShouldBe("mail");
    }

    [Fact]
    public async Task The_link_of_an_old_mail_still_stops_when_its_question_is_closed()
    {
        await using var story = await LinkStory.StartAsync();
        await story.CloseAsync();
        (await story.PostAsync($"{story.Page}/unsubscribe", ("List-Unsubscribe", "One-Click"))).Status.ShouldBe(HttpStatusCode.OK);
        (await story.Bot.AllAsync<OptOut>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_made_up_link_stops_nobody()
    {
        await using var story = await LinkStory.StartAsync();
        (await story.PostAsync($"/s/{new string('A', 43)}/unsubscribe", ("List-Unsubscribe", "One-Click"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await story.Bot.AllAsync<OptOut>()).ShouldBeEmpty();
    }

    private static Task<InviteOutcome> InviteAsync(LinkStory story) => story.Bot.InScopeAsync(async services =>
    {
        var contact = await services.GetRequiredService<RetentionDb>().Contacts.FirstAsync();
        return await services.GetRequiredService<InviteContact>().InviteAsync(contact, new SurveyQuestion(SurveyKind.Nps, "2027-Q1"), CancellationToken.None);
    });
}
