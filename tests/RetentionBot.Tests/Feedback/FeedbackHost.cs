using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Feedback;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Jobs;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Ingest;
using RetentionBot.Text;
using RetentionBot.Timers;

namespace RetentionBot.Tests.Feedback;

/// <summary>Answers and what follows from them, with time at hand; it is Monday 2 March 2026, 10:00 in Amsterdam, and the office works from 9 to 17.</summary>
internal sealed class FeedbackHost : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly ServiceProvider services;

    private FeedbackHost()
    {
        var workspace = new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<FixedClock>()
            .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<FixedClock>())
            .AddSingleton(workspace)
            .AddSingleton(new WorkCalendar(new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 0), new HashSet<DateOnly>()), workspace))
            .AddSingleton(new Cards(Path.Combine(AppContext.BaseDirectory, "cards"), workspace.Zone))
            .AddStore(StoreRegistration.ConnectionString(null, folder.Path))
            .AddScoped<SurveyAnswers>()
            .AddFeedback()
            .AddTimers()
            .AddScoped<Colleagues>()
            .AddScoped<OutboxWriter>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<TryAgain>()
            .AddSingleton<ReferralUpkeep>()
            .BuildServiceProvider(validateScopes: true);
        Clock.Now = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    }

    public FixedClock Clock => services.GetRequiredService<FixedClock>();

    public StaffMember Owner { get; private set; } = null!;

    public StaffMember Lead { get; private set; } = null!;

    public Contact Contact { get; private set; } = null!;

    /// <summary>One customer of Bram's with one contact; Leonie leads.</summary>
    public static async Task<FeedbackHost> StartAsync(bool hasOwner = true, bool hasOwnerChat = true)
    {
        var host = new FeedbackHost();
        await host.DbAsync(db => db.Database.EnsureCreatedAsync());
        host.Owner = await host.ColleagueAsync("Bram Bakker", StaffRole.Member, hasOwnerChat);
        host.Lead = await host.ColleagueAsync("Leonie Smit", StaffRole.Lead);
        host.Contact = await host.DbAsync(async db =>
        {
            var customer = db.Customers.Add(new Customer { SourceKey = "c1", Name = "Acme", Owner = hasOwner ? "Bram Bakker" : null }).Entity;
            await db.SaveChangesAsync();
            var contact = db.Contacts.Add(new Contact { SourceKey = "p1", CustomerId = customer.Id, Name = "Lotte Jansen", Email = "lotte@example.com" }).Entity;
            await db.SaveChangesAsync();
            return contact;
        });
        return host;
    }

    public Task<StaffMember> ColleagueAsync(string name, StaffRole role, bool hasChat = true) => DbAsync(async db =>
    {
        var member = db.Staff.Add(new StaffMember { SourceKey = $"{name.Split(' ')[0]}@example.com", Name = name, Role = role }).Entity;
        await db.SaveChangesAsync();
        if (hasChat)
        {
            var chat = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = $"D{member.Id}", Kind = ConversationKind.Personal };
            db.Conversations.Add(new Conversation { Key = chat.Key, ChannelId = chat.ChannelId, Reference = chat, IsActive = true });
            db.Identities.Add(new Identity { PersonKey = $"slack|T1|U{member.Id}", UserId = $"U{member.Id}", StaffMemberId = member.Id, SeenIn = chat, PersonalConversationKey = chat.Key });
            await db.SaveChangesAsync();
        }

        return member;
    });

    public async Task<T> ScopedAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> DbAsync<T>(Func<RetentionDb, Task<T>> work) => ScopedAsync(provider => work(provider.GetRequiredService<RetentionDb>()));

    public Task<Guid> InviteAsync(SurveyKind kind = SurveyKind.Nps, bool isTest = false) => DbAsync(async db =>
    {
        var invitation = new SurveyInvitation { Id = Guid.NewGuid(), Kind = kind, Round = Guid.NewGuid().ToString(), ContactId = Contact.Id, InvitedAt = Clock.Now, IsTest = isTest };
        db.Invitations.Add(invitation);
        await db.SaveChangesAsync();
        return invitation.Id;
    });

    /// <summary>The contact answers, or changes the answer.</summary>
    public Task AnswerAsync(Guid id, int score, string? comment = null) => ScopedAsync(async provider =>
    {
        var db = provider.GetRequiredService<RetentionDb>();
        var invitation = await db.Invitations.SingleAsync(i => i.Id == id);
        invitation.Answer(score, comment, Clock.Now).ShouldBeTrue();
        await provider.GetRequiredService<SurveyAnswers>().KeepAsync(invitation, Contact.CustomerId, CancellationToken.None);
        return await db.SaveChangesAsync();
    });

    /// <summary>Changes the one case, as a press does.</summary>
    public Task OnCaseAsync(Func<FeedbackCase, FeedbackOutcome> deed) => ScopedAsync(async provider =>
    {
        var db = provider.GetRequiredService<RetentionDb>();
        var feedback = await db.FeedbackCases.SingleAsync();
        deed(feedback).ShouldBe(FeedbackOutcome.Done);
        await provider.GetRequiredService<FeedbackLife>().KeepTimersAsync(feedback, CancellationToken.None);
        return await db.SaveChangesAsync();
    });

    public Task HealthAsync(int value) => DbAsync(async db =>
    {
        await db.HealthScores.ExecuteDeleteAsync();
        var day = DateOnly.FromDateTime(Clock.Now.UtcDateTime).AddDays(-1);
        db.HealthScores.Add(new HealthScore { CustomerId = Contact.CustomerId, Day = day, Value = value, Coverage = 1, ProfileVersion = "1" });
        return await db.SaveChangesAsync();
    });

    public Task<List<FeedbackCase>> CasesAsync() => DbAsync(db => db.FeedbackCases.AsNoTracking().ToListAsync());

    public Task<List<DueTimer>> TimersAsync() => DbAsync(db => db.Timers.AsNoTracking().OrderBy(t => t.Kind).ToListAsync());

    public Task RunTimersAsync() => services.GetRequiredService<TimerSweep>().RunDueAsync(CancellationToken.None);

    public Task RunReferralsAsync() => services.GetRequiredService<ReferralUpkeep>().RunAsync(CancellationToken.None);

    /// <summary>It is then, Amsterdam time, and what is due has been done.</summary>
    public Task AtAsync(string local)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        Clock.Now = new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
        return RunTimersAsync();
    }

    /// <summary>What a colleague was told in their own chat, oldest first.</summary>
    public Task<List<OutboxMessage>> ToldAsync(StaffMember who) =>
        DbAsync(db => db.Outbox.AsNoTracking().Where(m => m.RecipientKey == $"slack|T1|U{who.Id}" && m.Kind == SendKind.Post).OrderBy(m => m.Id).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }
}
