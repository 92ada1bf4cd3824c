using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Hosting.Doctor;

namespace RetentionBot.Tests.Install;

/// <summary>Broken set-ups: the doctor names the one fault and its mend, and never a secret (<see cref="DoctorBench.ExamineAsync"/> sees to that).</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task A_set_up_that_is_well_gets_no_complaint()
    {
        await using var bench = await DoctorBench.StartAsync();

        var said = await bench.ExamineAsync();

        said.Wrong.ShouldBeEmpty();
        said.ExitCode.ShouldBe(0);
        foreach (var line in (string[])[
            "OK     Settings:", "OK     Teams token:", "OK     Teams signing keys:", "OK     Clock beside Teams:", "OK     Slack token:", "OK     Slack scopes: All are granted.",
            "OK     Clock beside Slack:", "OK     Public address:", "OK     Database:", "OK     Disk:", "OK     Feed usage:", "OK     Feed customers:",
            "--     Feeds: Never imported: contacts, staff,", "OK     Mail server:", "Nothing is wrong."])
        {
            said.Output.ShouldContain(line);
        }
    }

    [Fact]
    public async Task What_is_not_in_use_is_no_fault()
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.Settings.Clear();
        bench.PublicUrl = "";

        var said = await bench.ExamineAsync();

        said.ExitCode.ShouldBe(0);
        foreach (var line in (string[])["--     Teams: Not connected", "--     Slack: Not connected", "--     Public address: RetentionBot:PublicUrl is not set", "--     Mail server:"])
        {
            said.Output.ShouldContain(line);
        }
    }

    [Theory]
    [InlineData("invalid_client", "the client secret is wrong or has run out", "set BotFramework:AppPassword to its value (not its id)")]
    [InlineData("unauthorized_client", "this tenant does not know the app", "Compare BotFramework:AppId and BotFramework:TenantId")]
    [InlineData("odd_error", "the sign-in service could not be asked", "reaches https://login.microsoftonline.com")]
    public async Task A_wrong_app_password_or_app(string error, string fault, string mend)
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.TokenError = error;

        ShouldSay(await bench.ExamineAsync(), "Teams token", fault, mend);
    }

    [Fact]
    public async Task Signing_keys_that_cannot_be_read()
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.Issuer.IsDown = true;

        ShouldSay(await bench.ExamineAsync(), "Teams signing keys", "nothing that Teams sends is let in", "this machine reaches");
    }

    [Fact]
    public async Task A_missing_Slack_scope()
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.Slack.Scopes = bench.Slack.Scopes!.Replace(",users:read.email", "", StringComparison.Ordinal);

        ShouldSay(await bench.ExamineAsync(), "Slack scopes", "lacks users:read.email (without it the bot cannot know colleagues by their mail address)", "reinstall the app");
    }

    [Fact]
    public async Task A_Slack_scope_that_may_be_left_out_is_only_named()
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.Slack.Scopes = bench.Slack.Scopes!.Replace(",reactions:write", "", StringComparison.Ordinal);

        var said = await bench.ExamineAsync();

        said.ExitCode.ShouldBe(0);
        said.Output.ShouldContain("left out: reactions:write");
    }

    [Theory]
    [InlineData("token_revoked", "does not take the bot token (token_revoked)", "into Slack:BotToken")]
    [InlineData("internal_error", "could not say whose token it is (internal_error)", "Run doctor again")]
    public async Task A_revoked_Slack_token(string error, string fault, string mend)
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.Slack.FailNext("auth.test", error);

        ShouldSay(await bench.ExamineAsync(), "Slack token", fault, mend);
    }

    [Fact]
    public async Task An_app_level_token_without_its_scope()
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.Settings["Slack:AppToken"] = "xapp-1-secret";
        bench.Slack.FailNext("apps.connections.open", "missing_scope");

        ShouldSay(await bench.ExamineAsync(), "Slack app-level token", "lacks connections:write", "set Slack:AppToken to it");
    }

    [Fact]
    public async Task A_wrong_public_address()
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.PublicUrl = bench.Slack.ApiBaseUrl;
        ShouldSay(await bench.ExamineAsync(), "Public address", "Something else than the bot answers", "Correct RetentionBot:PublicUrl");

        bench.PublicUrl = $"http://127.0.0.1:{ClosedPort()}";
        ShouldSay(await bench.ExamineAsync(), "Public address", "Nothing answers at", "Start the bot and the proxy in front of it");

        bench.PublicUrl = $"http://somebody:{DoctorBench.Password}@bot.example.com";
        ShouldSay(await bench.ExamineAsync(), "Public address", "is not https", "Put a proxy with a certificate in front of the bot");
    }

    [Theory]
    [InlineData(10, "ahead of")]
    [InlineData(-10, "behind")]
    public async Task A_clock_ten_minutes_off(int minutes, string way)
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.Clock.Ahead = TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(minutes);

        var said = await bench.ExamineAsync();

        said.ExitCode.ShouldBe(1);
        said.Wrong.Count.ShouldBe(2);
        said.Wrong[0].ShouldStartWith($"WRONG  Clock beside Teams: This machine's clock is 10 minutes {way} Teams");
        said.Wrong[1].ShouldStartWith($"WRONG  Clock beside Slack: This machine's clock is 10 minutes {way} Slack");
        said.Wrong.ShouldAllBe(line => line.Contains("Set the clock and keep it right"));
    }

    [Fact]
    public async Task A_database_that_is_locked()
    {
        await using var bench = await DoctorBench.StartAsync();
        await using var other = bench.OpenDb();
        await using var writing = await other.Database.BeginTransactionAsync();

        ShouldSay(await bench.ExamineAsync(), "Database", "is locked", "find the other program");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_database_that_is_damaged(int page)
    {
        await using var bench = await DoctorBench.StartAsync();
        await using (var file = new FileStream(bench.DatabaseFile, FileMode.Open))
        {
            file.Position = page * 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
        }

        var said = await bench.ExamineAsync();

        said.Wrong[0].ShouldContain("is damaged");
        ShouldSay(said, "Database", "is damaged", "restore the latest backup");
    }

    [Fact]
    public async Task A_database_that_may_only_be_read()
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.ConnectionString = $"Data Source={bench.DatabaseFile};Mode=ReadOnly";

        ShouldSay(await bench.ExamineAsync(), "Database", "cannot be written to", "the right to write");
    }

    [Fact]
    public async Task A_database_of_another_version_or_none()
    {
        await using var bench = await DoctorBench.StartAsync();
        await using (var db = bench.OpenDb())
        {
            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99991231000000_Later', '10.0.0')""");
        }

        ShouldSay(await bench.ExamineAsync(), "Database", "was written by a newer version", "Run that version");

        await using (var db = bench.OpenDb())
        {
            await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" """);
        }

        ShouldSay(await bench.ExamineAsync(), "Database", "is not up to date", "Run migrate");

        bench.ConnectionString = $"Data Source={bench.Folder.File("absent.db")}";
        ShouldSay(await bench.ExamineAsync(), "Database", "There is none at", "run migrate");
        File.Exists(bench.Folder.File("absent.db")).ShouldBeFalse();
    }

    [Fact]
    public void Little_room_on_the_disk()
    {
        DatabaseCheckup.Space(DatabaseCheckup.LeastFree).State.ShouldBe(CheckupState.Well);
        var line = DatabaseCheckup.Space(DatabaseCheckup.LeastFree - 1);
        (line.State, line.Said).ShouldBe((CheckupState.Wrong, "511 MB are free where the database lies."));
        line.Mend!.ShouldContain("Make room");
    }

    [Fact]
    public async Task A_stale_feed()
    {
        await using var bench = await DoctorBench.StartAsync();
        await bench.SetFeedAsync("usage", daysAgo: 5);

        ShouldSay(await bench.ExamineAsync(), "Feed usage", "more than 3 days ago: no score is computed", "Import newer usage");
    }

    [Fact]
    public async Task A_mail_server_without_encryption_or_none()
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.Smtp.Script = (_, _) => null;
        ShouldSay(await bench.ExamineAsync(), "Mail server", "offers no encryption (STARTTLS)", "mostly 587");

        bench.Settings["RetentionBot:Mail:Port"] = $"{ClosedPort()}";
        ShouldSay(await bench.ExamineAsync(), "Mail server", "does not answer", "RetentionBot:Mail:Host");
    }

    [Fact]
    public async Task Settings_that_would_stop_the_start()
    {
        await using var bench = await DoctorBench.StartAsync();
        bench.Settings.Remove("Slack:SigningSecrets:0");
        bench.Settings["BotFramework:AppPassword"] = "";

        var said = await bench.ExamineAsync();

        said.ExitCode.ShouldBe(1);
        said.Wrong.Count.ShouldBe(2);
        said.Wrong.ShouldContain(line => line.StartsWith("WRONG  Settings: BotFramework:AppPassword is missing"));
        said.Wrong.ShouldContain(line => line.StartsWith("WRONG  Settings: Slack:BotToken is set but Slack:SigningSecrets is empty"));
    }

    private static void ShouldSay(Diagnosis said, string subject, string fault, string mend)
    {
        said.ExitCode.ShouldBe(1);
        said.Output.ShouldEndWith("1 thing is wrong.\n");
        var line = said.Wrong.ShouldHaveSingleItem();
        line.ShouldStartWith($"WRONG  {subject}: ");
        line.Split(" Mend: ")[0].ShouldContain(fault);
        line.Split(" Mend: ")[1].ShouldContain(mend);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
