using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Cadence;
using RetentionBot.Features.Onboarding;
using RetentionBot.Features.Turns;
using RetentionBot.Jobs;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Features;
using RetentionBot.Tests.Ingest;
using RetentionBot.Text;

namespace RetentionBot.Tests.Onboarding;

/// <summary>New customers followed on a small database, with time at hand; the office in Amsterdam works from 9 to 17.</summary>
internal sealed class FollowHost : IAsyncDisposable
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    private readonly TestFolder folder = new();
    private readonly ServiceProvider services;
    private int rows;

    private FollowHost(SaveHook hook, CadencePlan plan, IReadOnlySet<DateOnly> holidays)
    {
        var workspace = new Workspace(Amsterdam, "EUR");
        services = new ServiceCollection()
            .AddLogging(CapturedLog.AddTo)
            .ConfigureDbContext<RetentionDb>(options => options.AddInterceptors(hook))
            .AddSingleton<FixedClock>()
            .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<FixedClock>())
            .AddSingleton(workspace)
            .AddSingleton(new WorkCalendar(new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 0), holidays), workspace))
            .AddSingleton(new Cards(Path.Combine(AppContext.BaseDirectory, "cards"), workspace.Zone))
            .AddStore(StoreRegistration.ConnectionString(null, folder.Path))
            .AddScoped<KpiRights>()
            .AddScoped<CustomerFinder>()
            .AddScoped<Colleagues>()
            .AddScoped<CustomerOwners>()
            .AddOnboarding(OnboardingPlan.Default)
            .AddCadence(plan, new BudgetLimits())
            .AddScoped<OutboxWriter>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<TryAgain>()
            .AddSingleton<OnboardingUpkeep>()
            .AddSingleton<CadenceUpkeep>()
            .BuildServiceProvider(validateScopes: true);
    }

    public FixedClock Clock => services.GetRequiredService<FixedClock>();

    /// <param name="now">As in <see cref="GoTo"/>.</param>
    /// <param name="hook">Comes between a save and the database.</param>
    /// <param name="plan">The touchpoints of every customer; those that are there from the start when left out.</param>
    /// <param name="holidays">Days on which nobody works.</param>
    public static async Task<FollowHost> StartAsync(string now, SaveHook? hook = null, CadencePlan? plan = null, params DateOnly[] holidays)
    {
        var host = new FollowHost(hook ?? new SaveHook(), plan ?? CadencePlan.Default, holidays.ToHashSet());
        host.GoTo(now);
        await host.WithAsync<RetentionDb, bool>(db => db.Database.EnsureCreatedAsync());
        return host;
    }

    /// <summary>Moves to a local time, e.g. <c>2026-03-02 10:00</c>.</summary>
    public void GoTo(string local) => Clock.Now = new Workspace(Amsterdam, "EUR").ToInstant(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<List<T>> AllAsync<T>()
        where T : class => WithAsync<RetentionDb, List<T>>(db => db.Set<T>().AsNoTracking().ToListAsync());

    /// <summary>Changes what is kept, as a press does.</summary>
    public Task<int> ChangeAsync<T>(Action<List<T>> change)
        where T : class => WithAsync<RetentionDb, int>(async db =>
    {
        change(await db.Set<T>().ToListAsync());
        return await db.SaveChangesAsync();
    });

    public Task AddAsync(params object[] entities) => WithAsync<RetentionDb, int>(db =>
    {
        db.AddRange(entities);
        return db.SaveChangesAsync();
    });

    public async Task<long> CustomerAsync(DateOnly? signedUpOn, string? owner = "Bram", string name = "Acme", string? segment = null)
    {
        var customer = new Customer { SourceKey = $"c{++rows}", Name = name, Owner = owner, SignedUpOn = signedUpOn, Segment = segment };
        await AddAsync(customer);
        return customer.Id;
    }

    /// <summary>A colleague, with a chat of their own with the bot unless they have never written.</summary>
    public async Task<StaffMember> ColleagueAsync(string name, StaffRole role = StaffRole.Member, bool hasWritten = true)
    {
        var member = new StaffMember { SourceKey = $"{name}@example.com".ToLowerInvariant(), Name = name, Role = role };
        await AddAsync(member);
        if (hasWritten)
        {
            var chat = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = $"D{member.Id}", Kind = ConversationKind.Personal };
            await AddAsync(
                new Conversation { Key = chat.Key, ChannelId = chat.ChannelId, Reference = chat, IsActive = true },
                new Identity { PersonKey = $"slack|T1|U{member.Id}", UserId = $"U{member.Id}", StaffMemberId = member.Id, SeenIn = chat, PersonalConversationKey = chat.Key });
        }

        return member;
    }

    /// <summary>What a colleague was told in their own chat, in order.</summary>
    public Task<List<OutboxMessage>> ToldAsync(StaffMember member) => WithAsync<RetentionDb, List<OutboxMessage>>(db =>
        db.Outbox.AsNoTracking().Where(m => m.RecipientKey == $"slack|T1|U{member.Id}" && m.Kind == SendKind.Post).OrderBy(m => m.Id).ToListAsync());

    /// <summary>Does what the next minutes bring.</summary>
    public Task FollowAsync() => services.GetRequiredService<OnboardingUpkeep>().RunAsync(CancellationToken.None);

    /// <summary>Does what the next minutes bring to the cadence.</summary>
    public Task KeepCadenceAsync() => services.GetRequiredService<CadenceUpkeep>().RunAsync(CancellationToken.None);

    /// <summary>A colleague presses a button in their own chat, and what it does is saved as the inbox saves it.</summary>
    public Task<TurnResult> PressAsync(StaffMember who, string verb, params (string Id, string Value)[] sent) => WithAsync<IServiceProvider, TurnResult>(async scope =>
    {
        var db = scope.GetRequiredService<RetentionDb>();
        var place = await db.Conversations.AsNoTracking().SingleAsync(c => c.Key == $"slack|T1|D{who.Id}");
        var person = new Person { ChannelId = ChannelIds.Slack, UserId = $"U{who.Id}", TenantId = "T1", Name = who.Name };
        var action = new CardAction(verb, sent.ToDictionary(x => x.Id, x => x.Value, StringComparer.Ordinal));
        var turn = new InboundTurn { DeliveryKey = "press", Kind = TurnKind.CardAction, Conversation = place.Reference, From = person, Action = action };
        var handler = scope.GetRequiredKeyedService<ICardActionHandler>(verb);
        var result = await handler.HandleAsync(action, new TurnContext(turn, new Actor(person, who, Contact: null), place, Texts.For(Texts.English)), CancellationToken.None);
        await db.SaveChangesAsync();
        return result;
    });

    /// <summary>Lets days pass, looking every hour.</summary>
    /// <param name="last">Up to and with the end of this day.</param>
    public async Task PassAsync(DateOnly last)
    {
        var end = new Workspace(Amsterdam, "EUR").StartOf(last.AddDays(1));
        for (; Clock.Now < end; Clock.Now = Clock.Now.AddHours(1))
        {
            await FollowAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }
}
