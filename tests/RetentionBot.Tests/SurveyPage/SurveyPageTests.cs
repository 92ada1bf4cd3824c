using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.SurveyPage;

public sealed partial class SurveyPageTests
{
    [Fact]
    public async Task Opening_a_link_chooses_the_score_and_counts_as_nothing()
    {
        await using var story = await LinkStory.StartAsync();
        foreach (var path in (string[])["", "?score=7", "?score=11", "/thanks", "/unsubscribe"])
        {
            await story.GetAsync(story.Page + path);
        }

        var (status, html, _) = await story.GetAsync($"{story.Page}?score=7");
        status.ShouldBe(HttpStatusCode.OK);
        Checked().Matches(html).Select(m => m.Groups["score"].Value).ShouldBe(["7"]);
        html.ShouldContain("Your customer success team sees your answer with your name.");
        (await story.GetAsync($"{story.Page}?score=11")).Html.ShouldNotContain(" checked");
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
        (await story.Bot.AllAsync<OptOut>()).ShouldBeEmpty();
        (await story.Bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Version.ShouldBe(0);
    }

    [Fact]
    public async Task One_press_counts_and_another_score_changes_the_one_answer()
    {
        await using var story = await LinkStory.StartAsync();
        var (status, _, response) = await story.PostAsync(story.Page, ("score", "3"));
        (status, response.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.SeeOther, $"{story.Page}/thanks"));
        (await story.GetAsync($"{story.Page}/thanks")).Html.ShouldContain("What went wrong?");
        await story.PostAsync($"{story.Page}/comment", ("comment", "Te traag"));

        await story.PostAsync(story.Page, ("score", "3"));
        await story.PostAsync(story.Page, ("score", "8"));
        (await story.GetAsync($"{story.Page}/thanks")).Html.ShouldContain("What would make it a 9?");
        var answer = (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem();
        (answer.Score, answer.Comment, answer.Kind, answer.Round).ShouldBe((8, "Te traag", SurveyKind.Nps, "2026-Q4"));

        // An emptied box takes the comment out.
        await story.PostAsync($"{story.Page}/comment", ("comment", " "));
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Comment.ShouldBeNull();
    }

    [Fact]
    public async Task While_the_store_is_out_the_page_says_that_nothing_was_saved_and_the_same_again_counts()
    {
        var store = new OddStore(times: 1, OddStore.Busy, db => db.ChangeTracker.Entries<SurveyResponse>().Any());
        var setup = LinkStory.Setup();
        await using var story = await LinkStory.StartAsync(setup: setup with { Services = setup.Services + store.Setup.Services });
        var (status, html, _) = await story.PostAsync(story.Page, ("score", "3"));
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        html.ShouldContain("What you sent was not saved. Go back and send it again.");
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();

        (await story.PostAsync(story.Page, ("score", "3"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(3);
    }

    [Theory]
    [InlineData(SurveyKind.Nps, "Choose a whole number from 0 to 10.", "11", "-1", "3.5", "ten", "", null)]
    [InlineData(SurveyKind.Csat, "Choose a whole number from 1 to 5.", "0", "6")]
    public async Task What_is_no_score_is_refused_with_a_sentence_and_nothing_is_stored(SurveyKind kind, string sentence, params string?[] scores)
    {
        await using var story = await LinkStory.StartAsync(new SurveyQuestion(kind, "2026-Q4"));
        foreach (var score in scores)
        {
            var (status, html, _) = await story.PostAsync(story.Page, score is null ? [] : [("score", score)]);

            status.ShouldBe(HttpStatusCode.BadRequest, score);
            html.ShouldContain(sentence, customMessage: score);
        }

        (await story.Bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
        (await story.Bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().AnsweredAt.ShouldBeNull();
    }

    [Fact]
    public async Task Both_ends_of_each_scale_are_taken()
    {
        await using var story = await LinkStory.StartAsync();
        foreach (var (kind, score) in new[] { (SurveyKind.Nps, "0"), (SurveyKind.Nps, "10"), (SurveyKind.Csat, "1"), (SurveyKind.Csat, "5") })
        {
            var page = await story.InviteAsync(new SurveyQuestion(kind, $"round-{score}"));
            (await story.PostAsync(page, ("score", score))).Status.ShouldBe(HttpStatusCode.SeeOther);
        }

        (await story.Bot.AllAsync<SurveyResponse>()).Select(r => r.Score).Order().ShouldBe([0, 1, 5, 10]);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>\"' onmouseover=x </textarea><b>")]
    [InlineData("**bold** [link](javascript:alert(1)) <at>x</at> {name} {{DATE(x)}}")]
    [InlineData("\u202Eעברית وعربي mixed \u200F")]
    [InlineData("Prima 👩‍👩‍👧 🙂 ﷽ Z͑ͫ̓ͪ̂ͫ̽")]
    [InlineData("two\nlines & more")]
    public async Task A_comment_is_kept_as_given_and_shown_as_words(string comment)
    {
        await using var story = await LinkStory.StartAsync();
        await story.PostAsync(story.Page, ("score", "9"));
        await story.PostAsync($"{story.Page}/comment", ("comment", comment.Replace("\n", "\r\n", StringComparison.Ordinal)));

        (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Comment.ShouldBe(comment.Trim());
        var html = (await story.GetAsync($"{story.Page}/thanks")).Html;
        WebUtility.HtmlDecode(Box().Match(html).Groups["text"].Value).ShouldBe(comment.Trim());
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<b>");
        html.Split("</textarea>").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_comment_that_is_too_long_is_refused_as_a_whole_and_comes_back()
    {
        await using var story = await LinkStory.StartAsync();
        await story.PostAsync(story.Page, ("score", "9"));
        var longest = new string('é', 4000);
        var (status, html, _) = await story.PostAsync($"{story.Page}/comment", ("comment", longest + "x"));
        status.ShouldBe(HttpStatusCode.BadRequest);
        html.ShouldContain("Your comment has 4,001 characters; at most 4,000 fit.");
        WebUtility.HtmlDecode(html).ShouldContain(longest + "x");
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Comment.ShouldBeNull();

        await story.PostAsync($"{story.Page}/comment", ("comment", longest));
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Comment.ShouldBe(longest);
        (status, html, _) = await story.PostAsync($"{story.Page}/comment", ("comment", new string('x', 1024 * 1024)));
        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        html.ShouldContain("That is too much text");
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Comment.ShouldBe(longest);
    }

    [Fact]
    public async Task A_comment_without_a_score_is_not_kept()
    {
        await using var story = await LinkStory.StartAsync();
        (await story.PostAsync($"{story.Page}/comment", ("comment", "Prima"))).Response.Headers.Location!.OriginalString.ShouldBe(story.Page);
        (await story.Bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Comment.ShouldBeNull();
    }

    [Fact]
    public async Task Every_link_that_leads_nowhere_shows_the_same_page()
    {
        await using var story = await LinkStory.StartAsync();
        var expired = await story.InviteAsync(new SurveyQuestion(SurveyKind.Nps, "2026-Q3"), invitedAt: TimeProvider.System.GetUtcNow().AddDays(-91));
        var pages = new List<string>();
        foreach (var path in (string[])["/s/x", $"/s/{new string('A', 43)}", $"/s/{new string('!', 43)}", $"/s/{new string('A', 5000)}", expired, $"{expired}/thanks"])
        {
            var (status, html, _) = await story.GetAsync(path);
            status.ShouldBe(HttpStatusCode.NotFound);
            pages.Add(html);
            (await story.PostAsync(path.Replace("/thanks", "", StringComparison.Ordinal), ("score", "9"))).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        await story.CloseAsync();
        var closed = await story.GetAsync(story.Page);
        closed.Status.ShouldBe(HttpStatusCode.Gone);
        (await story.PostAsync(story.Page, ("score", "9"))).Status.ShouldBe(HttpStatusCode.Gone);
        (await story.PostAsync($"{story.Page}/comment", ("comment", "laat"))).Status.ShouldBe(HttpStatusCode.Gone);
        pages.Append(closed.Html).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_answered_cannot_be_changed_after_the_close()
    {
        await using var story = await LinkStory.StartAsync();
        await story.PostAsync(story.Page, ("score", "9"));
        await story.CloseAsync();
        (await story.PostAsync(story.Page, ("score", "2"))).Status.ShouldBe(HttpStatusCode.Gone);
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldHaveSingleItem().Score.ShouldBe(9);
    }

    [Fact]
    public async Task The_answer_to_a_test_counts_nowhere()
    {
        await using var story = await LinkStory.StartAsync(new SurveyQuestion(SurveyKind.Nps, "2026-Q4") { IsTest = true });
        (await story.GetAsync(story.Page)).Html.ShouldContain("This is a test");
        await story.PostAsync(story.Page, ("score", "9"));
        (await story.Bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().Score.ShouldBe(9);
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_a_hash_of_the_token_is_kept()
    {
        await using var story = await LinkStory.StartAsync();
        var token = story.Page.Split('/')[^1];
        token.Length.ShouldBe(43);
        (await story.Bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().TokenHash.ShouldBe(SurveyLinks.HashOf(token));
        (await story.GetAsync($"/s/{SurveyLinks.HashOf(token)}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_page_may_do_nothing_but_be_read_and_send_its_form()
    {
        await using var story = await LinkStory.StartAsync();
        await story.PostAsync(story.Page, ("score", "9"));
        foreach (var path in (string[])[story.Page, $"{story.Page}/thanks", $"{story.Page}/unsubscribe", "/s/x"])
        {
            var (_, html, response) = await story.GetAsync(path);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe");
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            html.ShouldNotContain("<script");
            html.ShouldNotContain("style=");
            Address().Matches(html).Select(m => m.Groups["to"].Value).ShouldAllBe(to => to == "data:," || to.StartsWith("/s/", StringComparison.Ordinal));
            response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task The_page_speaks_the_contacts_language_or_the_one_chosen_on_it()
    {
        await using var story = await LinkStory.StartAsync(language: "nl");
        (await story.GetAsync(story.Page)).Html.ShouldContain("Hoe waarschijnlijk is het dat je ons aanbeveelt");
        var english = (await story.GetAsync($"{story.Page}?lang=en")).Html;
        english.ShouldContain("How likely are you to recommend us");
        english.ShouldContain("<html lang=\"en\">");

        // Each step keeps the choice.
        english.ShouldContain($"action=\"{story.Page}?lang=en\"");
        (await story.PostAsync($"{story.Page}?lang=en", ("score", "9"))).Response.Headers.Location!.OriginalString.ShouldBe($"{story.Page}/thanks?lang=en");
        (await story.PostAsync(story.Page, ("score", "ten"))).Html.ShouldContain("Kies een heel getal van 0 tot en met 10.");
    }

    [Fact]
    public async Task What_is_sent_as_no_form_is_no_answer()
    {
        await using var story = await LinkStory.StartAsync();
        using var json = new StringContent("{\"score\":9}", Encoding.UTF8, "application/json");
        (await story.Bot.Http.PostAsync(story.Page, json)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var many = new FormUrlEncodedContent(Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"f{i}", "x")));
        (await story.Bot.Http.PostAsync(story.Page, many)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await story.Bot.AllAsync<SurveyResponse>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_personal_is_written_to_the_audit()
    {
        await using var story = await LinkStory.StartAsync();
        await story.PostAsync(story.Page, ("score", "9"));
        await story.PostAsync($"{story.Page}/unsubscribe", ("stop", "yes"));
        foreach (var entry in await story.Bot.AllAsync<AuditEvent>())
        {
            $"{entry.By} {entry.Subject} {entry.Note}".ShouldNotContain(story.Page.Split('/')[^1]);
        }
    }

    [GeneratedRegex("value=\"(?<score>[0-9]+)\" checked", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Checked();

    [GeneratedRegex("<textarea[^>]*>\n(?<text>[^<]*)</textarea>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Box();

    [GeneratedRegex("(href|src|action)=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
