using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Ingest;
using RetentionBot.Text;
using RetentionBot.Timers;

namespace RetentionBot.Tests.Checklists;

/// <summary>Checklists on a small database that outlives a restart: a clock that only tests move, an English and a Dutch place that are connected, Amsterdam's zone.</summary>
internal sealed class ChecklistHost : IAsyncDisposable
{
    public const string English = "slack|T1|C1";
    public const string Dutch = "slack|T1|C2";

    /// <summary>Those of the Netherlands in 2026 on a Monday, and the fixed ones around them.</summary>
    private static readonly HashSet<DateOnly> Holidays =
    [
        new(2026, 1, 1), new(2026, 4, 3), new(2026, 4, 6), new(2026, 4, 27), new(2026, 5, 14), new(2026, 5, 25), new(2026, 12, 25), new(2026, 12, 26), new(2027, 1, 1),
    ];

    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    private readonly TestFolder _folder = new();
    private readonly Action<IServiceCollection> _more;
    private readonly bool _isWeekly;
    private ServiceProvider _services = null!;

    private ChecklistHost(Action<IServiceCollection>? more, bool isWeekly)
    {
        _isWeekly = isWeekly;
        _more = more ?? (_ => { });
        Build();
    }

    public FixedClock Clock { get; } = new();

    public static WorkCalendar Calendar { get; } = new(new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 0), Holidays), new Workspace(Amsterdam, "EUR"));

    /// <param name="now">Local time in Amsterdam.</param>
    /// <param name="isWeekly">Whether the weekly list is planned.</param>
    public static async Task<ChecklistHost> StartAsync(string now, bool isConnected = true, Action<IServiceCollection>? more = null, bool isWeekly = true)
    {
        var host = new ChecklistHost(more, isWeekly);
        host.Clock.Now = Local(now);
        await host.WithAsync<RetentionDb, bool>(db => db.Database.EnsureCreatedAsync());
        if (isConnected)
        {
            await host.AddAsync(PlaceOf(English, "en"), PlaceOf(Dutch, "nl"));
        }

        await host.EnsureAsync();
        return host;
    }

    public static DateTimeOffset Local(string text)
    {
        var local = DateTime.Parse(text, CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, Amsterdam.GetUtcOffset(local)).ToUniversalTime();
    }

    public static Conversation PlaceOf(string key, string language) => new()
    {
        Key = key,
        ChannelId = ChannelIds.Slack,
        Reference = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = key.Split('|')[2], Kind = ConversationKind.Channel },
        Topics = PlaceTopics.Checklist,
        Language = language,
    };

    /// <summary>Lets the process die and start again, and what starts with it run.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        Build();
        await EnsureAsync();
    }

    /// <summary>It is so late now; whatever is due runs.</summary>
    /// <param name="now">Local time in Amsterdam.</param>
    public Task AtAsync(string now)
    {
        Clock.Now = Local(now);
        return RunTimersAsync();
    }

    public Task RunTimersAsync() => _services.GetRequiredService<TimerSweep>().RunDueAsync(CancellationToken.None);

    public Task<bool> EnsureAsync() => WithAsync<ChecklistLife, bool>(async life =>
    {
        await life.EnsureAsync(CancellationToken.None);
        return true;
    });

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<int> ChangeAsync(Func<RetentionDb, Task> change) => WithAsync<RetentionDb, int>(async db =>
    {
        await change(db);
        return await db.SaveChangesAsync();
    });

    public Task<int> AddAsync(params object[] entities) => ChangeAsync(db =>
    {
        db.AddRange(entities);
        return Task.CompletedTask;
    });

    /// <summary>A deed at a check of a list that is open, the weekly one unless said, saved as the inbox saves it.</summary>
    public Task<ChecklistOutcome> OnCheckAsync(int position, Func<ChecklistDesk, CheckAt, Task<ChecklistOutcome>> deed, string key = ChecklistPlan.Weekly) => WithAsync<ChecklistDesk, ChecklistOutcome>(async desk =>
    {
        var (plan, list) = (await desk.Life.CurrentAsync(key, CancellationToken.None))!;
        var outcome = await deed(desk, new CheckAt(plan, list, list.Items.Single(i => i.Position == position)));
        await desk.Db.SaveChangesAsync();
        return outcome;
    });

    public Task<ChecklistOutcome> TickAsync(int position, StaffMember by) => OnCheckAsync(position, (desk, check) => desk.TickAsync(check, ActorOf(by), CancellationToken.None));

    public Task<ChecklistOutcome> AssignAsync(int position, StaffMember owner) => OnCheckAsync(position, (desk, check) => desk.AssignAsync(check, owner, ActorOf(owner), CancellationToken.None));

    public Task<ChecklistOutcome> MoveAsync(int position, DateOnly dueOn, StaffMember by) =>
        OnCheckAsync(position, (desk, check) => desk.MoveAsync(check, dueOn, ActorOf(by), CancellationToken.None));

    public static Actor ActorOf(StaffMember who) =>
        new(new Person { ChannelId = ChannelIds.Slack, TenantId = "T1", UserId = $"U{who.Id}", Name = who.Name }, who, Contact: null);

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

    public Task<List<Checklist>> ListsAsync() => WithAsync<RetentionDb, List<Checklist>>(db => db.Checklists.AsNoTracking().OrderBy(l => l.PostedAt).ToListAsync());

    public Task<List<OutboxMessage>> OutboxAsync() => WithAsync<RetentionDb, List<OutboxMessage>>(db => db.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    /// <summary>The lists that a place was posted.</summary>
    public async Task<List<OutboxMessage>> PostsAsync(string place) =>
        (await OutboxAsync()).FindAll(m => m.ConversationKey == place && m.Kind == SendKind.Post && m.Subject?.StartsWith(ChecklistCard.SubjectBeginning, StringComparison.Ordinal) == true);

    /// <summary>What a colleague was told in their own chat, in order.</summary>
    public async Task<List<OutboxMessage>> ToldAsync(StaffMember member) => (await OutboxAsync()).FindAll(m => m.RecipientKey == $"slack|T1|U{member.Id}");

    public Task<List<DueTimer>> TimersAsync() => WithAsync<RetentionDb, List<DueTimer>>(db => db.Timers.AsNoTracking().OrderBy(t => t.DueAt).ThenBy(t => t.Id).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private void Build()
    {
        var services = new ServiceCollection()
            .AddLogging(CapturedLog.AddTo)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(Calendar.Workspace)
            .AddSingleton(Calendar)
            .AddSingleton(new Cards(Path.Combine(AppContext.BaseDirectory, "cards"), Amsterdam))
            .AddStore(StoreRegistration.ConnectionString(null, _folder.Path))
            .AddTurns()
            .AddChecklists(new ChecklistDefaults(Weekly: _isWeekly))
            .AddTimers()
            .AddScoped<OutboxWriter>()
            .AddSingleton<OutboxSignal>();
        _more(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }
}
