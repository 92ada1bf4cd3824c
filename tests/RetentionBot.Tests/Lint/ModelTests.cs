using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Surveys;
using RetentionBot.Store;

namespace RetentionBot.Tests.Lint;

public sealed class ModelTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);

    private BuiltHost host = null!;

    private RetentionDb Db => host.Get<RetentionDb>();

    public async Task InitializeAsync() => host = await BuiltHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public void Every_entity_has_a_configuration_of_its_own()
    {
        var configured = typeof(RetentionDb).Assembly.GetTypes()
            .SelectMany(type => type.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>))
            .Select(i => i.GetGenericArguments()[0])
            .ToHashSet();

        Db.Model.GetEntityTypes().Count().ShouldBeGreaterThan(20);
        Db.Model.GetEntityTypes().Where(e => !e.IsOwned()).Select(e => e.ClrType).Where(type => !configured.Contains(type)).ShouldBeEmpty();
    }

    [Fact]
    public void The_migrations_hold_the_whole_model() => Db.Database.HasPendingModelChanges().ShouldBeFalse();

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    public async Task The_pragmas_are_in_force(string pragma, string value)
    {
        await Db.Database.OpenConnectionAsync();
        await using var command = Db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";

        (await command.ExecuteScalarAsync())?.ToString().ShouldBe(value);
    }

    [Fact]
    public async Task A_customer_has_one_open_alert_at_most()
    {
        var customer = await CustomerAsync();
        var first = AlertOf(customer);
        Db.Alerts.Add(first);
        await Db.SaveChangesAsync();

        await ShouldBeRefusedAsync(() => Db.Alerts.Add(AlertOf(customer)));

        // Once the first is resolved there may be another.
        Db.Attach(first);
        first.Resolve("Daan", "slack|T1|U1", "Called them, all fine", AlertEnding.Saved, Now);
        Db.Alerts.Add(AlertOf(customer));
        await Db.SaveChangesAsync();
        (await Db.Alerts.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_customer_has_one_score_a_day()
    {
        var customer = await CustomerAsync();
        Db.HealthScores.Add(Score(customer));
        await Db.SaveChangesAsync();

        await ShouldBeRefusedAsync(() => Db.HealthScores.Add(Score(customer)));
    }

    [Fact]
    public async Task A_contact_is_asked_once_a_round()
    {
        var customer = await CustomerAsync();
        var contact = new Contact { SourceKey = "p1", CustomerId = customer, Name = "Lotte" };
        Db.Contacts.Add(contact);
        await Db.SaveChangesAsync();
        Db.Invitations.Add(Invitation(contact, "2026-Q4"));
        await Db.SaveChangesAsync();

        await ShouldBeRefusedAsync(() => Db.Invitations.Add(Invitation(contact, "2026-Q4")));

        Db.Invitations.Add(Invitation(contact, "2027-Q1"));
        await Db.SaveChangesAsync();
        (await Db.Invitations.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_score_of_nobody_is_refused() => await ShouldBeRefusedAsync(() => Db.HealthScores.Add(Score(customer: 404)));

    private async Task<long> CustomerAsync()
    {
        var customer = new Customer { SourceKey = "c1", Name = "Van Dijk Logistics" };
        Db.Customers.Add(customer);
        await Db.SaveChangesAsync();
        return customer.Id;
    }

    private async Task ShouldBeRefusedAsync(Action add)
    {
        add();
        var refused = await Should.ThrowAsync<DbUpdateException>(() => Db.SaveChangesAsync());

        // 19: a constraint of the database.
        refused.InnerException.ShouldBeOfType<SqliteException>().SqliteErrorCode.ShouldBe(19);
        Db.ChangeTracker.Clear();
    }

    private static Alert AlertOf(long customer) => Alert.Raise(Guid.NewGuid(), customer, Today, Now, new HealthReading(58, null, default), 72);

    private static HealthScore Score(long customer) => new() { CustomerId = customer, Day = Today, Value = 60, Coverage = 1, ProfileVersion = "test" };

    private static SurveyInvitation Invitation(Contact contact, string round) =>
        new() { Id = Guid.NewGuid(), Kind = SurveyKind.Nps, Round = round, ContactId = contact.Id, InvitedAt = Now };
}
