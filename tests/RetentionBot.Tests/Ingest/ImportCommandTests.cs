using System.CommandLine;
using RetentionBot.Domain.Customers;
using RetentionBot.Ingest;

namespace RetentionBot.Tests.Ingest;

public sealed class ImportCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task A_good_file_is_taken_and_reported()
    {
        await using var host = await IngestHost.StartAsync();
        var (exit, output, error) = await RunAsync(host, "import", "customers", Put("accounts.csv", "id,name\nc1,One\n,Two"), "--as-of", "2026-10-31");

        (exit, error).ShouldBe((0, ""));
        output.ShouldBe(
            """
            customers from accounts.csv: 2 lines read
              added                      1
              changed                    0
              unchanged                  0
              retired                    0
              rejected                   1
              data through        2026-10-31
            line 3: id is not given.

            """, StringCompareShould.IgnoreLineEndings);
        (await host.OnlyAsync<Customer>()).Name.ShouldBe("One");
    }

    [Fact]
    public async Task A_mapping_file_is_followed()
    {
        await using var host = await IngestHost.StartAsync();
        var (exit, _, _) = await RunAsync(
            host, "import", "customers", Put("accounts.txt", "nr;naam\nc1;Een"), "--map", Put("map.json", """{ "separator": ";", "fields": { "id": "nr", "name": "naam" } }"""));

        exit.ShouldBe(0);
        (await host.OnlyAsync<Customer>()).Name.ShouldBe("Een");
    }

    [Fact]
    public async Task Check_says_so_and_writes_nothing()
    {
        await using var host = await IngestHost.StartAsync();
        var (exit, output, _) = await RunAsync(host, "import", "customers", Put("a.csv", "id\nc1"), "--check");

        exit.ShouldBe(0);
        output.ShouldStartWith("customers from a.csv: 1 lines read; check only, nothing was written");
        (await host.AllAsync<Customer>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Retiring_more_than_a_tenth_needs_yes()
    {
        await using var host = await IngestHost.StartAsync();
        await RunAsync(host, "import", "customers", Put("a.csv", "id\nc1\nc2"));

        var (exit, _, error) = await RunAsync(host, "import", "customers", Put("b.csv", "id\nc1"), "--full");
        exit.ShouldBe(1);
        error.ShouldStartWith("This would retire 1 of 2 customers, more than 10 %.");
        (await RunAsync(host, "import", "customers", Put("b.csv", "id\nc1"), "--full", "--yes")).Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("id\n", "The input holds no rows, or none that the mapping's filter lets through.")]
    [InlineData("", "The input is empty.")]
    [InlineData("name\nOne", "customers need the field 'id', and no column gives it.")]
    public async Task Bad_input_exits_with_one_and_a_sentence(string text, string sentence)
    {
        await using var host = await IngestHost.StartAsync();
        var (exit, output, error) = await RunAsync(host, "import", "customers", Put("a.csv", text));

        (exit, output, error.Trim()).ShouldBe((1, "", sentence));
    }

    [Fact]
    public async Task A_file_of_bad_rows_only_exits_with_one_and_lists_ten()
    {
        await using var host = await IngestHost.StartAsync();
        var (exit, output, _) = await RunAsync(host, "import", "customers", Put("a.csv", $"id,name\n{string.Concat(Enumerable.Repeat(",x\n", 12))}"));

        exit.ShouldBe(1);
        output.ShouldContain("nothing could be taken");
        output.Split('\n').Count(line => line.StartsWith("line ", StringComparison.Ordinal)).ShouldBe(10);
        output.ShouldContain("… and 2 more");
    }

    [Fact]
    public async Task A_file_that_is_not_there_exits_with_one()
    {
        await using var host = await IngestHost.StartAsync();
        var (exit, _, error) = await RunAsync(host, "import", "customers", Path.Combine(folder.FullName, "absent.csv"));

        exit.ShouldBe(1);
        error.ShouldContain("absent.csv");
    }

    [Theory]
    [InlineData(
        "customer", "2026-10-31", "There is no such kind. The kinds are: customers, contacts, staff, subscriptions, usage, cases, responses, orders, payments, renewals, payment_cards, touches.")]
    [InlineData("customers", "31-10-2026", "--as-of is not a day such as 2026-11-22.")]
    public async Task A_wrong_call_exits_with_two(string kind, string asOf, string sentence)
    {
        await using var host = await IngestHost.StartAsync();
        var (exit, _, error) = await RunAsync(host, "import", kind, Put("a.csv", "id\nc1"), "--as-of", asOf);

        (exit, error.Trim()).ShouldBe((2, sentence));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(IngestHost host, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var root = new RootCommand { ImportCommand.Create(host.InScopeAsync) };
        var exit = await root.Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
