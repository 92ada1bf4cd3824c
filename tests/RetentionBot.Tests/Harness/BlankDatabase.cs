using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;

namespace RetentionBot.Tests.Harness;

/// <summary>A database as the bot's migrations leave it. They run once for all tests, since hundreds of bots start on an empty file; a process that is started runs them itself.</summary>
internal static class BlankDatabase
{
    private static readonly Lazy<byte[]> Bytes = new(Migrate);

    /// <summary>Writes it to a file that is not there yet.</summary>
    public static void CopyTo(string file)
    {
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, Bytes.Value);
        }
    }

    private static byte[] Migrate()
    {
        using var folder = new TestFolder();
        var source = $"Data Source={folder.File("blank.db")};Pooling=False";
        using (var db = new RetentionDb(new DbContextOptionsBuilder<RetentionDb>().UseSqlite(source).Options))
        {
            db.Database.Migrate();
        }

        return File.ReadAllBytes(folder.File("blank.db"));
    }
}
