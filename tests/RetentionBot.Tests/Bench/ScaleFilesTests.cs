using System.Security.Cryptography;
using RetentionBot.ScaleData;
using RetentionBot.ScaleData.Files;
using RetentionBot.ScaleData.Making;

namespace RetentionBot.Tests.Bench;

public sealed class ScaleFilesTests : IDisposable
{
    private const int Customers = 300;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_in_whatever_parts_the_customers_are_made()
    {
        var first = await WriteAsync("a", seed: 1);
        var second = await WriteAsync("b", seed: 1, partSize: 7);
        var other = await WriteAsync("c", seed: 2);

        second.Files.ShouldBe(first.Files);
        other.Files.Select(file => file.Sha256).Intersect(first.Files.Select(file => file.Sha256)).ShouldBeEmpty();
        (await ReadAsync("b", "totals.json")).ShouldBe(await ReadAsync("a", "totals.json"));
    }

    /// <summary>Written down when the generator was made: a change of these needs another <see cref="ScaleSource.Version"/>.</summary>
    [Fact]
    public async Task This_version_gives_these_bytes()
    {
        var manifest = await WriteAsync("a", seed: 1);

        manifest.Generator.ShouldBe(1);
        manifest.Files.ShouldBe([
            new FileEntry("customers.csv", 300, "58b79cb1ab026715c31d2e8a0390a6b11c25ea86986f919f195e9c77ef943c5e"),
            new FileEntry("subscriptions.csv", 406, "4c4df46828044c890bb087886db78fc32c73ca6a6ac63ae04c62167b883e9b4f"),
            new FileEntry("responses.csv", 391, "39989e82b476c85be10a6f0e7f6ab64104bb8108caf6254f02e66ef2d03e6597"),
            new FileEntry("cases.csv", 431, "c25335f9d3c6906b5859011366e1bb79d0c0398f24d5aceb1eb614436553d271"),
            new FileEntry("orders.csv", 1113, "b553b152d912648ccd943574baa7fb279b17348cfea7cbc60c47fed00f9cb6a8"),
            new FileEntry("usage_months.csv", 1860, "4057511f6683e1ade98cfcef9608b80df5e19054d1140bf7480eb76c590efba4"),
            new FileEntry("usage.csv", 15030, "47a3af2c95b775ce7c53eee403aed4ea0928b2a8d484f392f0ac2c3a214e4c9a"),
        ]);
    }

    [Fact]
    public async Task The_manifest_tells_the_rows_and_the_hash_of_each_file()
    {
        var manifest = await WriteAsync("a", seed: 3);

        foreach (var file in manifest.Files)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder.File("a"), file.Name));
            Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(file.Sha256);
            bytes.Count(b => b == '\n').ShouldBe((int)file.Rows + 1);
            bytes.ShouldNotContain((byte)'\r');
        }
    }

    [Fact]
    public async Task A_smaller_set_is_the_beginning_of_a_larger_one()
    {
        await WriteAsync("a", seed: 1);
        await ScaleFiles.WriteAsync(folder.File("b"), ScaleSize.Of(Customers / 2), 1, CancellationToken.None);

        (await ReadAsync("a", "subscriptions.csv")).ShouldStartWith(await ReadAsync("b", "subscriptions.csv"));
    }

    [Fact]
    public void A_customer_can_be_made_alone()
    {
        var forwards = Enumerable.Range(1, 40).Select(Text).ToList();
        var backwards = Enumerable.Range(1, 40).Reverse().Select(Text).Reverse().ToList();

        backwards.ShouldBe(forwards);
        static string Text(int number)
        {
            var text = new CsvText();
            var data = new CustomerMaker(9, withUse: true).Make(number);
            foreach (var table in (CsvTable[])[.. CsvTables.Imported, CsvTables.Usage, CsvTables.UsageMonths])
            {
                table.Write(data, text);
            }

            return Convert.ToHexString(text.ToBytes());
        }
    }

    private async Task<Manifest> WriteAsync(string name, long seed, int? partSize = null) =>
        (await ScaleFiles.WriteAsync(folder.File(name), ScaleSize.Of(Customers), seed, CancellationToken.None, partSize)).Manifest;

    private Task<string> ReadAsync(string name, string file) => File.ReadAllTextAsync(Path.Combine(folder.File(name), file));
}
