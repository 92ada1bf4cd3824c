using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Ingest;
using RetentionBot.Jobs;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Features;
using RetentionBot.Tests.Ingest;
using RetentionBot.Text;

namespace RetentionBot.Tests.Surveys;

/// <summary>Waves on a small database, with time at hand; it is Monday 2 March 2026, 10:00 in Amsterdam, and the office works from 9 to 17.</summary>
internal sealed class WaveHost : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly ServiceProvider services;

    private WaveHost(SaveHook hook, IReadOnlySet<DateOnly> holidays, SurveySettings settings)
    {
        var workspace = new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");
        services = new ServiceCollection()
            .AddLogging(CapturedLog.AddTo)
            .ConfigureDbContext<RetentionDb>(options => options.AddInterceptors(hook))
            .AddSingleton<FixedClock>()
            .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<FixedClock>())
            .AddSingleton(workspace)
            .AddSingleton(new WorkCalendar(new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 0), holidays), workspace))
            .AddSingleton(new Cards(Path.Combine(AppContext.BaseDirectory, "cards"), workspace.Zone))
            .AddStore(StoreRegistration.ConnectionString(null, folder.Path))
            .AddSingleton(new PublicAddress(null))
            .AddSingleton<IMailSwitch, NoMail>()
            .AddSurveys(SurveyTexts.Ours, settings)
            .AddScoped<OutboxWriter>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<TryAgain>()
            .AddSingleton<WaveUpkeep>()
            .AddSingleton<CaseQuestionUpkeep>()
            .BuildServiceProvider(validateScopes: true);
        Clock.Now = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    }

    public FixedClock Clock => services.GetRequiredService<FixedClock>();

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.Now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).DateTime);

    public static Task<WaveHost> StartAsync(SaveHook? hook = null, params DateOnly[] holidays) => StartAsync(SurveySettings.Default, hook, holidays);

    public static async Task<WaveHost> StartAsync(SurveySettings settings, SaveHook? hook = null, params DateOnly[] holidays)
    {
        var host = new WaveHost(hook ?? new SaveHook(), holidays.ToHashSet(), settings);
        await host.WithAsync<RetentionDb, bool>(db => db.Database.EnsureCreatedAsync());
        return host;
    }

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Does what the minute brings.</summary>
    public async Task RunAsync()
    {
        await services.GetRequiredService<WaveUpkeep>().RunAsync(CancellationToken.None);
        await services.GetRequiredService<CaseQuestionUpkeep>().RunAsync(CancellationToken.None);
    }

    /// <summary>The contacts came with an import so long ago, after which the bot knows whom to ask.</summary>
    public Task ImportedAsync(TimeSpan ago) => WithAsync<RetentionDb, int>(db =>
    {
        db.ImportRuns.Add(new ImportRun { Kind = ImportKinds.Contacts, Source = "api", StartedAt = Clock.Now - ago });
        return db.SaveChangesAsync();
    });

    /// <summary>A support case of a contact's customer, as an import leaves it.</summary>
    public Task CaseAsync(string key, long contact, DateTimeOffset? closedAt, bool isToldWho = true, bool isNotToBeAsked = false, string? agent = null) =>
        WithAsync<RetentionDb, int>(async db =>
        {
            var customer = (await db.Contacts.SingleAsync(c => c.Id == contact)).CustomerId;
            var about = await db.Cases.SingleOrDefaultAsync(c => c.SourceKey == key)
                ?? db.Cases.Add(new SupportCase { SourceKey = key, CustomerId = customer, OpenedAt = Clock.Now.AddDays(-9) }).Entity;
            (about.ClosedAt, about.ContactId, about.IsNotToBeAsked, about.Agent) = (closedAt, isToldWho ? contact : null, isNotToBeAsked, agent);
            return await db.SaveChangesAsync();
        });

    /// <summary>What is booked about support cases.</summary>
    public Task<List<Outreach>> CasesAsync() => WithAsync<RetentionDb, List<Outreach>>(
        db => db.Outreach.AsNoTracking().Where(o => o.Reference.StartsWith("case:")).OrderBy(o => o.Reference).ToListAsync());

    /// <summary>People of one customer, each with a chat of their own with the bot.</summary>
    /// <returns>Their ids.</returns>
    public Task<List<long>> PeopleAsync(int count, string? segment = null, bool haveChats = true) => WithAsync<RetentionDb, List<long>>(async db =>
    {
        var customer = new Customer { SourceKey = Guid.NewGuid().ToString(), Name = "Acme", Segment = segment };
        db.Add(customer);
        await db.SaveChangesAsync();
        var people = Enumerable.Range(0, count).Select(_ => new Contact { SourceKey = Guid.NewGuid().ToString(), CustomerId = customer.Id, Name = "Somebody" }).ToList();
        db.AddRange(people);
        await db.SaveChangesAsync();
        foreach (var person in haveChats ? people : [])
        {
            var chat = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = $"D{person.Id}", Kind = ConversationKind.Personal };
            db.Conversations.Add(new Conversation { Key = chat.Key, ChannelId = chat.ChannelId, Reference = chat, IsActive = true });
            db.Identities.Add(new Identity { PersonKey = $"slack|T1|U{person.Id}", UserId = $"U{person.Id}", ContactId = person.Id, SeenIn = chat, PersonalConversationKey = chat.Key });
        }

        await db.SaveChangesAsync();
        return people.ConvertAll(p => p.Id);
    });

    /// <summary>An approved wave.</summary>
    public Task<long> WaveAsync(int? perDay, string round = "2026-Q1", SurveyKind kind = SurveyKind.Nps, string? segment = null) => WithAsync<RetentionDb, long>(async db =>
    {
        var wave = new SurveyWave { Kind = kind, Round = round, Segment = segment, PerDay = perDay, PlannedBy = "Daan", PlannedAt = Clock.Now };
        wave.Approve("Vera", Clock.Now);
        db.Waves.Add(wave);
        await db.SaveChangesAsync();
        return wave.Id;
    });

    /// <summary>Notes that a person was contacted on a day.</summary>
    public Task SentAsync(long contact, string kind, DateOnly on) => WithAsync<RetentionDb, int>(db =>
    {
        var outreach = Outreach.Plan(contact, kind, $"before:{on:yyyyMMdd}", on);
        outreach.Send(Clock.Now, on);
        db.Outreach.Add(outreach);
        return db.SaveChangesAsync();
    });

    public Task<List<Outreach>> OutreachAsync(string kind = OutreachKinds.Nps) => WithAsync<RetentionDb, List<Outreach>>(
        db => db.Outreach.AsNoTracking().Where(o => o.Kind == kind && o.Reference.StartsWith("wave:")).OrderBy(o => o.ContactId).ToListAsync());

    public Task<List<SurveyInvitation>> InvitationsAsync() => WithAsync<RetentionDb, List<SurveyInvitation>>(db => db.Invitations.AsNoTracking().ToListAsync());

    /// <summary>What was posted so far stands in its conversation.</summary>
    public Task DeliverAsync() => WithAsync<RetentionDb, int>(async db =>
    {
        foreach (var message in await db.Outbox.Where(m => m.Kind == SendKind.Post && m.Subject != null).ToListAsync())
        {
            db.PostedMessages.Add(new PostedMessage
            {
                Subject = message.Subject!,
                ConversationKey = message.ConversationKey,
                Conversation = message.Conversation,
                MessageId = $"m{message.Id}",
                PostedAt = Clock.Now,
            });
        }

        return await db.SaveChangesAsync();
    });

    public Task<int> PostsAsync() => WithAsync<RetentionDb, int>(db => db.Outbox.CountAsync(m => m.Kind == SendKind.Post));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    private sealed class NoMail : IMailSwitch
    {
        public bool IsOn => false;
    }
}
