using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Cli;

public sealed class CliTests
{
    private static readonly Dictionary<string, string> WithClock = new() { ["RetentionBot__Questions__AllowClockOverride"] = "true" };

    [Fact]
    public async Task Help_names_every_verb()
    {
        using var folder = new TestFolder();

        var run = await BotProcess.RunAsync(folder, "--help");

        run.ExitCode.ShouldBe(0);
        string[] verbs = ["serve", "import", "score", "ask", "staff", "api-key", "outbox", "jobs", "checklist", "export-person", "erase-person", "backup", "restore", "migrate", "pack-teams", "doctor"];
        verbs.Where(verb => !run.Output.Contains($"\n  {verb} ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("import", "customers")]
    [InlineData("import", "nonsense", "file.csv")]
    [InlineData("import", "customers", "file.csv", "--as-of", "soon")]
    [InlineData("ask")]
    [InlineData("score", "--from", "soon")]
    [InlineData("staff")]
    [InlineData("staff", "add", "daan@example.com", "--role", "member")]
    [InlineData("staff", "add", "daan@example.com", "--name", "Daan", "--role", "emperor")]
    [InlineData("staff", "add", "daan@example.com", "--name", "Daan", "--role", "member", "--language", "fr")]
    [InlineData("api-key", "create", "--name", "importer")]
    [InlineData("jobs", "pause")]
    [InlineData("checklist", "add")]
    [InlineData("export-person")]
    [InlineData("erase-person", "--yes")]
    [InlineData("erase-person", "--contact", "p1", "--mail", "lotte@example.com")]
    [InlineData("backup")]
    [InlineData("restore", "--yes")]
    [InlineData("migrate", "twice")]
    [InlineData("pack-teams", "--domain", "bot.example.com")]
    public async Task Wrong_usage_exits_with_2_and_says_so(params string[] arguments)
    {
        using var folder = new TestFolder();

        var run = await BotProcess.RunAsync(folder, arguments);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldNotBeNullOrWhiteSpace();
        run.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_checklist_is_added_from_a_file_or_every_fault_is_told_with_its_place_and_nothing_is_stored()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "wrong.json"),
            """{ "name": "Status", "cadence": "monthly", "day": 32, "time": "9 am", "colour": 1, "checks": ["One", "one", 3, { "check": "Four", "owner": "nobody", "due": -1 }] }""");
        var refused = await BotProcess.RunAsync(folder, "checklist", "add", "wrong.json");
        refused.ExitCode.ShouldBe(1);
        foreach (var place in (string[])["colour", "day", "time", "name", "check 2", "check 3", "check 4, owner", "check 4, due"])
        {
            refused.Errors.ShouldContain($"wrong.json: {place}: ");
        }

        var example = Path.Combine(Repository.Root, "docs", "examples", "checklists", "month-end.json");
        var added = await BotProcess.RunAsync(folder, "checklist", "add", example);
        (added.ExitCode, added.Errors).ShouldBe((0, ""));
        added.Output.ShouldStartWith("Month end is planned: every month on day 31 at 09:00, with 3 checks. First: ");
        var again = await BotProcess.RunAsync(folder, "checklist", "add", example);
        again.ExitCode.ShouldBe(1);
        again.Errors.ShouldContain("month-end.json: name: There is a list called Month end already.");

        await using var host = await BuiltHost.StartAsync(folder.Path);
        var db = host.Get<RetentionDb>();
        (await db.ChecklistPlans.SingleAsync(p => p.Name != null)).Checks.Select(c => c.DueDays).ShouldBe([null, 3, 5]);
        (await db.Timers.CountAsync(t => t.Kind == "checklist.post")).ShouldBe(1);
    }

    [Theory]
    [InlineData("There are no usage data yet", "score")]
    [InlineData("--now is taken only when", "ask", "churn", "--now", "2026-11-22T10:00:00+01:00")]
    [InlineData("is not a mail address", "staff", "add", "daan", "--name", "Daan", "--role", "member")]
    [InlineData("absent.csv", "import", "customers", "absent.csv")]
    [InlineData("There is no contact with that key.", "export-person", "--contact", "p1")]
    [InlineData("There is no contact with that key.", "erase-person", "--contact", "p1", "--yes")]
    [InlineData("There is no contact with that mail address.", "erase-person", "--mail", "lotte@example.com")]
    public async Task Bad_input_exits_with_1_and_a_sentence(string sentence, params string[] arguments)
    {
        using var folder = new TestFolder();

        var run = await BotProcess.RunAsync(folder, arguments);

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain(sentence);
        run.Errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("RetentionBot__TimeZone", "Europe/Nowhere", "is no time zone", "migrate")]
    [InlineData("RetentionBot__WorkingHours", "17:30-09:00", "must be two times, the earlier first", "migrate")]
    [InlineData("RetentionBot__HolidaysFile", "no-such-file.txt", "is not there", "migrate")]
    [InlineData("RetentionBot__TimeZone", "Europe/Nowhere", "is no time zone", "serve")]
    [InlineData("RetentionBot__GrossMargin", "1.5", "RetentionBot:GrossMargin", "migrate")]
    [InlineData("RetentionBot__GrossMargin", "much", "RetentionBot:GrossMargin", "migrate")]
    [InlineData("RetentionBot__GrossMargin", "much", "RetentionBot:GrossMargin", "serve")]
    [InlineData("RetentionBot__Currency", "euro", "RetentionBot:Currency", "migrate")]
    [InlineData("RetentionBot__DataDirectory", " ", "RetentionBot:DataDirectory", "serve")]
    [InlineData("RetentionBot__DataDirectory", "/dev/null/data", "RetentionBot:DataDirectory", "migrate")]
    [InlineData("RetentionBot__CustomerLink", "crm/{id}", "RetentionBot:CustomerLink", "migrate")]
    [InlineData("RetentionBot__FirstAdmin", "Daan", "RetentionBot:FirstAdmin", "serve")]
    [InlineData("RetentionBot__HandOverTo", "Leonie", "RetentionBot:HandOverTo", "migrate")]
    public async Task A_wrong_setting_stops_the_verb_with_a_sentence(string name, string value, string sentence, string verb)
    {
        using var folder = new TestFolder();

        var run = await BotProcess.RunAsync(folder, new Dictionary<string, string> { [name] = value }, verb);

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain(sentence);
        run.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_is_harmless_again()
    {
        using var folder = new TestFolder();

        (await BotProcess.RunAsync(folder, "migrate")).ShouldBe(new BotRun(0, $"The database is up to date.{Environment.NewLine}", ""));
        File.Exists(folder.File("retentionbot.db")).ShouldBeTrue();
        (await BotProcess.RunAsync(folder, "migrate")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Subscriptions_go_in_and_churn_comes_out()
    {
        using var folder = new TestFolder();
        var file = folder.Write("subscriptions.csv", """
            id,customer,plan,mrr,currency,start,end
            s1,c1,Pro,100,EUR,2026-01-05,
            s2,c2,Pro,100,EUR,2026-01-05,2026-10-12
            s3,c3,Basic,50,EUR,2026-02-01,
            s4,c4,Basic,50,EUR,2026-10-03,
            s5,c5,Basic,fifty,EUR,2026-10-03,
            """);
        var map = folder.Write("map.json", """{ "createCustomers": true }""");

        var checkedOnly = await BotProcess.RunAsync(folder, "import", "subscriptions", file, "--map", map, "--as-of", "2026-11-21", "--check");
        checkedOnly.ExitCode.ShouldBe(0);
        (await BotProcess.RunAsync(folder, "ask", "churn in October 2026")).Output.ShouldContain("not connected");

        var import = await BotProcess.RunAsync(folder, "import", "subscriptions", file, "--map", map, "--as-of", "2026-11-21");
        import.ExitCode.ShouldBe(0);
        import.Output.ShouldContain("4");

        // c1, c2 and c3 were there on 1 October; c2 left: 1 of 3. The fifth row is not a row.
        var ask = await BotProcess.RunAsync(folder, WithClock, "ask", "what was churn last month", "--now", "2026-11-22T10:00:00+01:00");
        ask.ExitCode.ShouldBe(0);
        ask.Output.ShouldStartWith("Customer churn, October 2026: 33.3%. 1 of 3 customers at the start left.");
        ask.Output.ShouldContain("Data through 21 November 2026.");

        var dutch = await BotProcess.RunAsync(folder, WithClock, "ask", "wat was de churn vorige maand", "--now", "2026-11-22T10:00:00+01:00");
        dutch.Output.ShouldStartWith("Klantverloop (churn), oktober 2026: 33,3%. 1 van de 3 klanten aan het begin vertrok.");

        var again = await BotProcess.RunAsync(folder, "import", "subscriptions", file, "--map", map, "--as-of", "2026-11-21");
        again.ExitCode.ShouldBe(0);
        await using var host = await BuiltHost.StartAsync(folder.Path);
        (await host.Get<RetentionDb>().Subscriptions.CountAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Parse_prints_how_the_question_is_understood()
    {
        using var folder = new TestFolder();

        var run = await BotProcess.RunAsync(folder, WithClock, "ask", "--parse", "--now", "2026-11-22T10:00:00+01:00", "churn last month");

        run.ExitCode.ShouldBe(0);
        var reading = JsonNode.Parse(run.Output)!;
        reading["intent"]!.GetValue<string>().ShouldBe("kpi");
        reading["metric"]!.GetValue<string>().ShouldBe("churn_rate");
        reading["period"]!.ToJsonString().ShouldBe("""{"from":"2026-10-01","to":"2026-11-01"}""");
    }

    [Fact]
    public async Task A_question_that_is_not_understood_is_refused()
    {
        using var folder = new TestFolder();

        var run = await BotProcess.RunAsync(folder, "ask", "churn for Platinum last month");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Platinum");
    }

    [Fact]
    public async Task Staff_add_writes_a_colleague_and_changes_them_the_next_time()
    {
        using var folder = new TestFolder();

        (await BotProcess.RunAsync(folder, "staff", "add", "Daan@Example.com", "--name", "Daan", "--role", "member", "--language", "nl")).ExitCode.ShouldBe(0);
        (await BotProcess.RunAsync(folder, "staff", "add", "daan@example.com", "--name", "Daan de Wit", "--role", "lead")).ExitCode.ShouldBe(0);

        await using var host = await BuiltHost.StartAsync(folder.Path);
        var staff = await host.Get<RetentionDb>().Staff.SingleAsync();
        (staff.Email, staff.Name, staff.Role, staff.Language).ShouldBe(("daan@example.com", "Daan de Wit", StaffRole.Lead, "nl"));
    }

    [Fact]
    public async Task An_api_key_is_shown_once_and_kept_only_as_a_fingerprint()
    {
        using var folder = new TestFolder();

        var run = await BotProcess.RunAsync(folder, "api-key", "create", "--name", "importer", "--scope", "ingest");
        run.ExitCode.ShouldBe(0);
        var key = run.Output.Trim();
        key.ShouldStartWith("rb_");
        key.Length.ShouldBe(3 + 64);

        var again = await BotProcess.RunAsync(folder, "api-key", "create", "--name", "importer", "--scope", "ask");
        again.ExitCode.ShouldBe(1);
        again.Errors.ShouldContain("There is a key of that name already.");

        await using var host = await BuiltHost.StartAsync(folder.Path);
        var stored = await host.Get<RetentionDb>().ApiKeys.SingleAsync();
        (stored.Name, stored.Scope).ShouldBe(("importer", ApiScope.Ingest));
        stored.Hash.ShouldNotContain(key[3..]);
    }

    [Fact]
    public async Task Score_scores_the_days_it_is_given()
    {
        using var folder = new TestFolder();
        var customers = folder.Write("customers.csv", "id,name\nc1,Van Dijk Logistics\nc2,Bakkerij Jansen\n");
        var usage = folder.Write("usage.csv", "id,customer,day,feature,events\nu1,c1,2026-03-10,reports,3\n");
        (await BotProcess.RunAsync(folder, "import", "customers", customers)).ExitCode.ShouldBe(0);
        (await BotProcess.RunAsync(folder, "import", "usage", usage, "--as-of", "2026-03-12")).ExitCode.ShouldBe(0);

        var run = await BotProcess.RunAsync(folder, "score", "--from", "2026-03-10", "--to", "2026-03-12");

        run.ShouldBe(new BotRun(0, $"Scored 2026-03-10 to 2026-03-12; 0 alerts raised and open.{Environment.NewLine}", ""));
        (await BotProcess.RunAsync(folder, "score", "--from", "2026-03-13", "--to", "2026-03-12")).ExitCode.ShouldBe(1);
        await using var host = await BuiltHost.StartAsync(folder.Path);
        (await host.Get<RetentionDb>().HealthScores.CountAsync()).ShouldBe(6);
    }

    [Fact]
    public async Task Score_without_days_goes_on_from_where_scoring_left_off()
    {
        using var folder = new TestFolder();
        var customers = folder.Write("customers.csv", "id,name\nc1,Van Dijk Logistics\n");
        var usage = folder.Write("usage.csv", "id,customer,day,feature,events\nu1,c1,2026-03-10,reports,3\n");
        (await BotProcess.RunAsync(folder, "import", "customers", customers)).ExitCode.ShouldBe(0);

        // Too old to be scored by itself.
        (await BotProcess.RunAsync(folder, "import", "usage", usage, "--as-of", "2026-03-12")).ExitCode.ShouldBe(0);

        // There was none: 42 days up to 12 March. Then the two that are new, and again the ten before.
        (await BotProcess.RunAsync(folder, "score")).Output.ShouldStartWith("Scored 2026-01-30 to 2026-03-12;");
        (await BotProcess.RunAsync(folder, "import", "usage", usage, "--as-of", "2026-03-14")).ExitCode.ShouldBe(0);
        (await BotProcess.RunAsync(folder, "score")).Output.ShouldStartWith("Scored 2026-03-03 to 2026-03-14;");
    }
}
