using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;

namespace RetentionBot.Tests.SurveyPage;

public sealed class HammeredPageTests
{
    [Fact]
    public async Task A_thousand_posts_at_one_link_are_one_answer_and_the_rest_is_told_to_wait()
    {
        await using var story = await LinkStory.StartAsync(setup: LinkStory.Setup(("RetentionBot:SurveyPage:PerClient", "100000")));
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => story.PostAsync(story.Page, ("score", $"{i % 11}"))));

        answers.Select(a => a.Status).Distinct().Order().ShouldBe([HttpStatusCode.SeeOther, HttpStatusCode.TooManyRequests]);
        var told = answers.First(a => a.Status == HttpStatusCode.TooManyRequests);
        told.Html.ShouldContain("Wait a minute, then open the page again.");
        told.Response.Headers.RetryAfter.ShouldNotBeNull();
        told.Response.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        var answer = (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
        answer.Score.ShouldBe((await story.Bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Score!.Value);

        // Another link is nobody's business but its own, and so is the rest of the bot.
        var other = await story.InviteAsync(new SurveyQuestion(SurveyKind.Nps, "2027-Q1"));
        (await story.PostAsync(other, ("score", "9"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await story.GetAsync("/livez")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_at_once_without_a_limit_lose_nothing_and_break_nothing()
    {
        await using var story = await LinkStory.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => story.PostAsync(story.Page, ("score", $"{i % 11}"))));
        answers.Select(a => a.Status).Distinct().ShouldBe([HttpStatusCode.SeeOther]);
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_guesses_links_is_stopped_before_the_store_is_asked()
    {
        await using var story = await LinkStory.StartAsync(setup: LinkStory.Setup(("RetentionBot:SurveyPage:PerClient", "50")));
        var guesses = new List<HttpStatusCode>();
        for (var i = 0; i < 80; i++)
        {
            guesses.Add((await story.GetAsync($"/s/{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}")).Status);
        }

        guesses.Count(s => s == HttpStatusCode.NotFound).ShouldBe(50);
        guesses.Count(s => s == HttpStatusCode.TooManyRequests).ShouldBe(30);
        (await story.GetAsync("/livez")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
