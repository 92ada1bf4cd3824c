using System.Text.Json.Nodes;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;
using RetentionBot.Tests.Cli;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Privacy;

public sealed class PersonCommandsTests
{
    [Fact]
    public async Task An_export_goes_to_the_screen_or_into_a_file_that_was_not_there()
    {
        using var folder = await WithTwoAsync();
        var file = folder.File("lotte.json");

        var shown = await BotProcess.RunAsync(folder, "export-person", "--contact", "p1");
        var written = await BotProcess.RunAsync(folder, "export-person", "--mail", "Lotte@Example.com", "--out", file);
        var again = await BotProcess.RunAsync(folder, "export-person", "--contact", "p1", "--out", file);

        ((string?)JsonNode.Parse(shown.Output)!["person"]!["email"]).ShouldBe("lotte@example.com");
        written.ShouldBe(new BotRun(0, "", ""));
        ((string?)JsonNode.Parse(await File.ReadAllTextAsync(file))!["person"]!["key"]).ShouldBe("p1");
        again.ShouldBe(new BotRun(1, "", $"There is a file of that name already; it was left as it is.{Environment.NewLine}"));
    }

    [Fact]
    public async Task Where_several_have_the_address_their_keys_are_listed_and_nobody_is_erased()
    {
        using var folder = await WithTwoAsync(second: "lotte@example.com");

        var run = await BotProcess.RunAsync(folder, "erase-person", "--mail", "lotte@example.com", "--yes");

        run.ShouldBe(new BotRun(1, "", $"Several contacts have that mail address: p1, p2. Say which with --contact.{Environment.NewLine}"));
        await using var host = await BuiltHost.StartAsync(folder.Path);
        host.Get<RetentionDb>().Contacts.Count(c => c.Email == "lotte@example.com").ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_erased_cannot_be_exported_and_others_are_as_they_were()
    {
        using var folder = await WithTwoAsync();

        (await BotProcess.RunAsync(folder, "erase-person", "--contact", "p1", "--yes")).Output.ShouldContain("Erased. What stands in the channels is rewritten by the bot as soon as it runs");

        (await BotProcess.RunAsync(folder, "export-person", "--contact", "p1")).Errors.ShouldContain("This person was erased on");
        (await BotProcess.RunAsync(folder, "export-person", "--contact", "p2")).Output.ShouldContain("Sem Smit");
    }

    private static async Task<TestFolder> WithTwoAsync(string second = "sem@example.com")
    {
        var folder = new TestFolder();
        await using var host = await BuiltHost.StartAsync(folder.Path);
        var db = host.Get<RetentionDb>();
        var customer = new Customer { SourceKey = "c1", Name = "Acme" };
        db.Add(customer);
        await db.SaveChangesAsync();
        db.AddRange(
            new Contact { SourceKey = "p1", CustomerId = customer.Id, Name = "Lotte Jansen", Email = "lotte@example.com" },
            new Contact { SourceKey = "p2", CustomerId = customer.Id, Name = "Sem Smit", Email = second });
        await db.SaveChangesAsync();
        return folder;
    }
}
