using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;

namespace RetentionBot.Benchmarks.Wire;

/// <summary>
/// Who writes to the bot and where: so many colleagues, each in a group chat of their own, spread over so many tenants of the company. The bot's usual pace to Teams
/// (25 sends a second to a tenant, two to a conversation) then allows some 1,600 answers a second, more than anything here asks for.
/// </summary>
internal static class WireCompany
{
    public const int Colleagues = 1024;
    public const int Tenants = 64;
    public const string AppId = "0c5d9e7a-41b2-4f63-8a1e-6d2b90f3c758";
    public const string Bot = "28:" + AppId;
    public const string SlackTeam = "T0RETBENCH";
    public const string SlackApp = "A0RETBENCH";

    /// <summary>Known to the bot and the load alike; drawn anew for each run.</summary>
    public static string SlackSecret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string TenantOf(int colleague) => TenantId(colleague % Tenants);

    public static string TenantId(int tenant) => string.Create(CultureInfo.InvariantCulture, $"3f6a1c52-8d0e-4b7a-9c11-{tenant:D12}");

    public static string TeamsIdOf(int colleague) => string.Create(CultureInfo.InvariantCulture, $"29:colleague-{colleague}");

    public static string ChatOf(int colleague) => string.Create(CultureInfo.InvariantCulture, $"19:chat-{colleague}@thread.v2");

    public static string SlackIdOf(int colleague) => string.Create(CultureInfo.InvariantCulture, $"U0{colleague:D6}");

    public static string SlackChannelOf(int colleague) => string.Create(CultureInfo.InvariantCulture, $"C0{colleague:D6}");

    public static string MailOf(int colleague) => string.Create(CultureInfo.InvariantCulture, $"colleague-{colleague}@example.com");

    /// <summary>The colleague whose number an id ends with.</summary>
    public static int NumberIn(ReadOnlySpan<char> id) => int.Parse(id[(id.LastIndexOfAnyExceptInRange('0', '9') + 1)..], CultureInfo.InvariantCulture);

    /// <summary>A new database in which the colleagues are known.</summary>
    public static async Task MakeAsync(string dataFolder)
    {
        await using var db = new RetentionDb(new DbContextOptionsBuilder<RetentionDb>()
            .UseSqlite(StoreRegistration.ConnectionString(null, dataFolder)).AddInterceptors(new SqlitePragmas()).Options);
        await db.Database.MigrateAsync();
        db.Staff.AddRange(Enumerable.Range(0, Colleagues).Select(i => new StaffMember { SourceKey = MailOf(i), Name = $"Colleague {i}", Role = StaffRole.Viewer }));
        await db.SaveChangesAsync();
    }
}
