using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.SurveyPage;

/// <summary>Lotte holds a link to a question; what a browser without script does with it.</summary>
internal sealed class LinkStory : IAsyncDisposable
{
    private readonly HttpClient _browser;

    private LinkStory(BotUnderTest bot)
    {
        Bot = bot;
        _browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = bot.Http.BaseAddress };
    }

    public BotUnderTest Bot { get; }

    /// <summary>Path of the page.</summary>
    public string Page { get; private set; } = "";

    public static BotSetup Setup(params (string Key, string Value)[] settings) => new()
    {
        Services = services => services.AddSingleton(new PublicAddress("https://bot.example.com")),
        Settings = settings.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal),
    };

    public static async Task<LinkStory> StartAsync(SurveyQuestion? question = null, string? language = null, BotSetup? setup = null)
    {
        var story = new LinkStory(await BotUnderTest.StartAsync(setup ?? Setup(("RetentionBot:SurveyPage:PerLink", "10000"), ("RetentionBot:SurveyPage:PerClient", "100000"))));
        await story.Bot.Company.AddCustomersAsync();
        story.Page = await story.InviteAsync(question ?? new SurveyQuestion(SurveyKind.Nps, "2026-Q4"), language);
        return story;
    }

    /// <returns>The path of a link to a question put to Lotte.</returns>
    public Task<string> InviteAsync(SurveyQuestion question, string? language = null, DateTimeOffset? invitedAt = null) => Bot.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<RetentionDb>();
        var contact = await db.Contacts.FirstAsync();
        contact.Language = language;
        var invitation = new SurveyInvitation
        {
            Id = Guid.NewGuid(),
            Kind = question.Kind,
            Round = question.Round,
            IsTest = question.IsTest,
            ClosesAt = question.ClosesAt,
            ContactId = contact.Id,
            InvitedAt = invitedAt ?? TimeProvider.System.GetUtcNow(),
        };
        var link = services.GetRequiredService<SurveyLinks>().Make(invitation).ShouldNotBeNull();
        db.Add(invitation);
        await db.SaveChangesAsync();
        return new Uri(link.Page).AbsolutePath;
    });

    public async Task<(HttpStatusCode Status, string Html, HttpResponseMessage Response)> GetAsync(string path)
    {
        var response = await _browser.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public async Task<(HttpStatusCode Status, string Html, HttpResponseMessage Response)> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var response = await _browser.PostAsync(path, content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public Task CloseAsync()
    {
        DateTimeOffset? past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        return Bot.WithDbAsync(db => db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.ClosesAt, past)));
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await Bot.DisposeAsync();
    }
}
