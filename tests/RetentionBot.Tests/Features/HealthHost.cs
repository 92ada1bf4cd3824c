using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Revenue;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Health;
using RetentionBot.Features.Turns;
using RetentionBot.Ingest;
using RetentionBot.Ingest.Sample;
using RetentionBot.Jobs;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Ingest;
using RetentionBot.Text;
using RetentionBot.Timers;

namespace RetentionBot.Tests.Features;

/// <summary>
/// Scoring and watching on a small database, one English place connected for alerts; it is 22 November 2026, 11:00 in Amsterdam. Each call has a scope of its
/// own, as a nightly job has.
/// </summary>
internal sealed class HealthHost : IAsyncDisposable
{
    public const long Place = 1;

    private readonly TestFolder folder = new();
    private readonly ServiceProvider services;
    private int rows;

    private HealthHost(SaveHook hook, HealthProfiles profiles, RuleSettings rules, TimeProvider clock, Action<IServiceCollection>? more)
    {
        var collection = new ServiceCollection()
            .AddLogging(CapturedLog.AddTo)
            .ConfigureDbContext<RetentionDb>(options => options.AddInterceptors(hook))
            .AddSingleton(clock)
            .AddSingleton(clock as FixedClock ?? new FixedClock())
            .AddSingleton(new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"))
            .AddSingleton(new Cards(Path.Combine(AppContext.BaseDirectory, "cards"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")))
            .AddSingleton(new CustomerLinks(null))
            .AddSingleton(rules)
            .AddStore(StoreRegistration.ConnectionString(null, folder.Path))
            .AddSingleton(new WorkCalendar(new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 0), new HashSet<DateOnly>()), new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR")))
            .AddSingleton(new AlertSettings([], MostCards: 25))
            .AddHealthScores(profiles)
            .AddAlerts()
            .AddTimers()
            .AddScoped<Colleagues>()
            .AddScoped<OutboxWriter>()
            .AddSingleton<OutboxSignal>()
            .AddHealthRun()
            .AddIngest()
            .AddSample();
        more?.Invoke(collection);
        services = collection.BuildServiceProvider(validateScopes: true);
    }

    /// <param name="hook">Comes between a save and the database.</param>
    /// <param name="profiles">How scores are weighed.</param>
    /// <param name="rules">The rules besides the one on the score; all off when left out.</param>
    /// <param name="clock">The time, for a test that lets it pass.</param>
    /// <param name="more">What else is there.</param>
    public static async Task<HealthHost> StartAsync(
        SaveHook? hook = null, HealthProfiles? profiles = null, RuleSettings? rules = null, TimeProvider? clock = null, Action<IServiceCollection>? more = null)
    {
        var host = new HealthHost(hook ?? new SaveHook(), profiles ?? new HealthProfiles(HealthProfile.Default), rules ?? RuleSettings.Default with { Off = WatchRules.All.ToHashSet(StringComparer.Ordinal) }, clock ?? new FixedClock(), more);
        await host.WithAsync<RetentionDb, bool>(db => db.Database.EnsureCreatedAsync());
        await host.AddAsync(new Conversation
        {
            Id = Place,
            Key = "slack|T1|C1",
            ChannelId = ChannelIds.Slack,
            Reference = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = "C1", Kind = ConversationKind.Channel },
            Topics = PlaceTopics.Alerts,
        });
        return host;
    }

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task AddAsync(params object[] entities) => await WithAsync<RetentionDb, int>(db =>
    {
        db.AddRange(entities);
        return db.SaveChangesAsync();
    });

    public FixedClock Clock => services.GetRequiredService<FixedClock>();

    /// <summary>Runs the timers that are due, as the sweeper does.</summary>
    public Task RunTimersAsync() => services.GetRequiredService<TimerSweep>().RunDueAsync(CancellationToken.None);

    public Task<List<DueTimer>> TimersAsync() => WithAsync<RetentionDb, List<DueTimer>>(db => db.Timers.AsNoTracking().OrderBy(t => t.DueAt).ThenBy(t => t.Id).ToListAsync());

    /// <summary>Changes an alert as a press does, timers included.</summary>
    public Task<int> OnAlertAsync(Func<Alert, AlertOutcome> deed) => WithAsync<IServiceProvider, int>(async scope =>
    {
        var db = scope.GetRequiredService<RetentionDb>();
        var alert = await db.Alerts.OrderBy(a => a.RaisedAt).LastAsync();
        deed(alert).ShouldBe(AlertOutcome.Done);
        await scope.GetRequiredService<AlertLife>().KeepTimersAsync(alert, (await db.Customers.SingleAsync(c => c.Id == alert.CustomerId)).Segment, CancellationToken.None);
        return await db.SaveChangesAsync();
    });

    /// <summary>A colleague presses a button of an alert's card in the place, and what the button does is saved as the inbox saves it.</summary>
    public Task<int> PressAsync(StaffMember who, string verb, Guid alert, params (string Id, string Value)[] sent) => WithAsync<IServiceProvider, int>(async scope =>
    {
        var db = scope.GetRequiredService<RetentionDb>();
        var place = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == Place);
        var person = new Person { ChannelId = ChannelIds.Slack, UserId = $"U{who.Id}", TenantId = "T1", Name = who.Name };
        var action = new CardAction(verb, sent.Append((AlertAction.AlertId, alert.ToString("N"))).ToDictionary(x => x.Item1, x => x.Item2, StringComparer.Ordinal));
        var turn = new InboundTurn { DeliveryKey = "press", Kind = TurnKind.CardAction, Conversation = place.Reference, From = person, Action = action };
        var handler = scope.GetRequiredKeyedService<ICardActionHandler>(verb);
        await handler.HandleAsync(action, new TurnContext(turn, new Actor(person, who, Contact: null), place, Texts.For(Texts.English)), CancellationToken.None);
        return await db.SaveChangesAsync();
    });

    /// <summary>All that waits leaves, as the dispatcher sees to it.</summary>
    public Task<int> DispatchAsync() => WithAsync<RetentionDb, int>(async db =>
    {
        foreach (var message in await db.Outbox.Where(m => m.State == OutboxState.Pending).ToListAsync())
        {
            message.State = OutboxState.Sent;
            if (message is not { Kind: SendKind.Post, Subject: { } subject })
            {
                continue;
            }

            var (key, id) = (message.ConversationKey, $"100.{message.Id}");
            var posted = db.PostedMessages.Local.FirstOrDefault(p => p.Subject == subject && p.ConversationKey == key)
                ?? await db.PostedMessages.SingleOrDefaultAsync(p => p.Subject == subject && p.ConversationKey == key);
            if (posted is null)
            {
                db.PostedMessages.Add(new PostedMessage { Subject = subject, ConversationKey = key, Conversation = message.Conversation, MessageId = id, PostedAt = Clock.Now });
            }
            else
            {
                (posted.MessageId, posted.PostedAt) = (id, Clock.Now);
            }
        }

        return await db.SaveChangesAsync();
    });

    /// <summary>A colleague who has a chat of their own with the bot.</summary>
    public async Task<StaffMember> ColleagueAsync(string name, StaffRole role, string? zone = null)
    {
        var member = new StaffMember { SourceKey = $"{name}@example.com".ToLowerInvariant(), Name = name, Role = role, TimeZone = zone };
        await AddAsync(member);
        var reference = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = $"D{member.Id}", Kind = ConversationKind.Personal };
        await AddAsync(
            new Conversation { Key = reference.Key, ChannelId = ChannelIds.Slack, Reference = reference },
            new Identity { PersonKey = $"slack|T1|U{member.Id}", UserId = $"U{member.Id}", StaffMemberId = member.Id, SeenIn = reference, PersonalConversationKey = reference.Key });
        return member;
    }

    /// <summary>What a colleague was told in their own chat, in order.</summary>
    public async Task<List<OutboxMessage>> ToldAsync(StaffMember member) =>
        (await OutboxAsync()).FindAll(m => m.RecipientKey == $"slack|T1|U{member.Id}" && m.Kind == SendKind.Post);

    public async Task<long> CustomerAsync(string name = "Van Dijk Logistics", string? segment = null, string? owner = "Sanne")
    {
        var customer = new Customer { SourceKey = $"c{++rows}", Name = name, Owner = owner, Segment = segment };
        await AddAsync(customer);
        return customer.Id;
    }

    /// <summary>A paying subscription, from well before any score.</summary>
    public Task PaysAsync(long customer, long mrrMinor, DateOnly? until = null, bool isTrial = false, string currency = "EUR") => AddAsync(new SubscriptionStretch
    {
        SourceKey = $"s{++rows}",
        CustomerId = customer,
        MrrMinor = mrrMinor,
        Currency = currency,
        StartsOn = new DateOnly(2025, 1, 1),
        EndsOn = until,
        IsTrial = isTrial,
    });

    /// <summary>Scores of consecutive days.</summary>
    public Task ScoredAsync(long customer, DateOnly first, params int[] values) => AddAsync(
        [.. values.Select((value, i) => new HealthScore { CustomerId = customer, Day = first.AddDays(i), Value = value, Coverage = 1, ProfileVersion = "test" })]);

    public Task UsedAsync(long customer, DateOnly day, params string?[] features) => AddAsync(
        [.. features.Select(feature => new UsageRecord { SourceKey = $"u{++rows}", CustomerId = customer, Day = day, Feature = feature, Events = 1 })]);

    public Task CaseAsync(long customer, DateOnly opened, DateOnly? closed = null, bool isUrgent = false, bool isEscalated = false) => AddAsync(new SupportCase
    {
        SourceKey = $"k{++rows}",
        CustomerId = customer,
        OpenedAt = Noon(opened),
        ClosedAt = closed is { } day ? Noon(day) : null,
        IsUrgent = isUrgent,
        IsEscalated = isEscalated,
    });

    public Task FeedAsync(string kind, DateOnly through) =>
        AddAsync(new Feed { Kind = kind, DataThrough = through, LoadedAt = Noon(through) });

    /// <summary>Usage and cases are both connected and reach as far.</summary>
    public async Task FeedsAsync(DateOnly through)
    {
        await FeedAsync(Feeds.Usage, through);
        await FeedAsync(Feeds.Cases, through);
    }

    public Task<int> WatchAsync(DateOnly day) => WatchAsync(Period.Day(day));

    public Task<int> WatchAsync(Period days) => WithAsync<WatchHealth, int>(watch => watch.WatchAsync(days, CancellationToken.None));

    public async Task<HealthScore> ScoreAsync(long customer, DateOnly day)
    {
        await WithAsync<ScoreCustomers, bool>(scoring => scoring.ScoreAsync(Period.Day(day), CancellationToken.None));
        return await WithAsync<RetentionDb, HealthScore>(db => db.HealthScores.AsNoTracking().SingleAsync(s => s.Day == day && s.CustomerId == customer));
    }

    /// <summary>A regular run, as every night and after an import.</summary>
    public Task<int?> RunAsync() => WithAsync<HealthRun, int?>(run => run.RunAsync(CancellationToken.None));

    public Task<List<Alert>> AlertsAsync() =>
        WithAsync<RetentionDb, List<Alert>>(db => db.Alerts.AsNoTracking().OrderBy(a => a.RaisedOn).ThenBy(a => a.CustomerId).ToListAsync());

    /// <summary>What would leave now, in order.</summary>
    public Task<List<OutboxMessage>> OutboxAsync() =>
        WithAsync<RetentionDb, List<OutboxMessage>>(db => db.Outbox.AsNoTracking().Where(m => m.State == OutboxState.Pending).OrderBy(m => m.Id).ToListAsync());

    public Task<List<AlertEventKind>> LifeAsync() =>
        WithAsync<RetentionDb, List<AlertEventKind>>(db => db.AlertEvents.AsNoTracking().OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(11, 0)), TimeSpan.Zero);
}
