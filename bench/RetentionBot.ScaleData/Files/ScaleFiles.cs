using System.Security.Cryptography;
using System.Text.Json;
using RetentionBot.ScaleData.Making;
using RetentionBot.ScaleData.Totals;

namespace RetentionBot.ScaleData.Files;

/// <summary>A file of the manifest.</summary>
internal sealed record FileEntry(string Name, long Rows, string Sha256);

/// <summary>What was written: equal manifests mean equal files.</summary>
internal sealed record Manifest(int Generator, long Seed, string Size, int Customers, IReadOnlyList<FileEntry> Files);

/// <summary>Writes a data set as one CSV file per table (UTF-8, line feeds, a header, ISO dates), with <c>manifest.json</c> and <c>totals.json</c>.</summary>
internal static class ScaleFiles
{
    /// <summary>Every use of the product is written up to this size; beyond it only the months.</summary>
    private static readonly int MostWithRawUse = ScaleSize.S.Customers;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <param name="folder">Where to; made when it is missing, files of the same names are replaced.</param>
    /// <param name="size">How many customers.</param>
    /// <param name="seed">Which data set.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="partSize">Customers made at a time; null for the usual number. The files do not depend on it.</param>
    public static async Task<(Manifest Manifest, ScaleTotals Totals)> WriteAsync(
        string folder, ScaleSize size, long seed, CancellationToken ct, int? partSize = null)
    {
        CsvTable[] tables = [.. CsvTables.Imported, CsvTables.UsageMonths, .. size.Customers <= MostWithRawUse ? (CsvTable[])[CsvTables.Usage] : []];
        Directory.CreateDirectory(folder);
        var files = tables.Select(table => new CsvFile(folder, table)).ToArray();
        var tally = new Tally();
        try
        {
            var parts = ScaleSource.PartsAsync(size.Customers, new CustomerMaker(seed, withUse: true), data => new Part(tables, data), ct, partSize ?? ScaleSource.PartSize);
            await foreach (var part in parts)
            {
                tally.Add(part.Tally);
                for (var i = 0; i < files.Length; i++)
                {
                    await files[i].WriteAsync(part.Texts[i], ct);
                }
            }
        }
        finally
        {
            Array.ForEach(files, file => file.Dispose());
        }

        var totals = ScaleTotals.Of(tally, size, seed);
        var manifest = new Manifest(ScaleSource.Version, seed, size.Name, size.Customers, [.. files.Select(file => file.Entry)]);
        await File.WriteAllTextAsync(Path.Combine(folder, "totals.json"), totals.ToJson(), ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "manifest.json"), JsonSerializer.Serialize(manifest, Json) + "\n", ct);
        return (manifest, totals);
    }

    /// <summary>A part of the customers as text, made where the customers are made.</summary>
    private sealed class Part
    {
        public Part(CsvTable[] tables, IEnumerable<CustomerData> customers)
        {
            var texts = Array.ConvertAll(tables, _ => new CsvText());
            foreach (var data in customers)
            {
                Tally.Add(data);
                for (var i = 0; i < tables.Length; i++)
                {
                    tables[i].Write(data, texts[i]);
                }
            }

            Texts = Array.ConvertAll(texts, text => (text.ToBytes(), text.Rows));
        }

        public Tally Tally { get; } = new();

        public (byte[] Bytes, long Rows)[] Texts { get; }
    }

    /// <summary>A file under way, hashed as it grows.</summary>
    private sealed class CsvFile : IDisposable
    {
        private readonly string name;
        private readonly FileStream stream;
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long rows;

        public CsvFile(string folder, CsvTable table)
        {
            name = $"{table.Name}.csv";
            stream = File.Create(Path.Combine(folder, name));
            var header = new CsvText();
            header.Row(table.Columns);
            var bytes = header.ToBytes();
            stream.Write(bytes);
            hash.AppendData(bytes);
        }

        /// <summary>What the manifest says of it, once nothing is added any more.</summary>
        public FileEntry Entry { get; private set; } = new("", 0, "");

        public async Task WriteAsync((byte[] Bytes, long Rows) text, CancellationToken ct)
        {
            hash.AppendData(text.Bytes);
            rows += text.Rows;
            await stream.WriteAsync(text.Bytes, ct);
        }

        public void Dispose()
        {
            Entry = new FileEntry(name, rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
            hash.Dispose();
            stream.Dispose();
        }
    }
}
