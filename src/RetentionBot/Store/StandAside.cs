namespace RetentionBot.Store;

/// <summary>
/// How a restore gets a running bot to let go of its database: it holds a file beside it, and the bot stops until nobody holds that any more. Held by the operating
/// system's lock, so that a restore that is killed keeps no bot waiting.
/// </summary>
internal sealed class StandAside : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private readonly FileStream held;

    private StandAside(FileStream held) => this.held = held;

    /// <summary>Asks whoever runs on a database to stand aside until this is disposed.</summary>
    /// <exception cref="IOException">Another restore asks already, or the folder cannot be written to.</exception>
    public static StandAside Ask(string database)
    {
        try
        {
            return new StandAside(new FileStream(FileOf(database), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsAsked(database))
        {
            throw new IOException($"Another restore of {database} is on its way. Nothing was changed.", e);
        }
    }

    /// <summary>Whether somebody asks for it. A file that nobody holds is left over and is taken away.</summary>
    public static bool IsAsked(string database)
    {
        var file = FileOf(database);
        if (!File.Exists(file))
        {
            return false;
        }

        try
        {
            using var mine = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            File.Delete(file);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Comes back once somebody asks (<paramref name="asked"/>) or nobody asks any more.</summary>
    public static async Task UntilAsync(bool asked, string database, TimeProvider clock, CancellationToken ct)
    {
        while (IsAsked(database) != asked)
        {
            await Task.Delay(Glance, clock, ct);
        }
    }

    public void Dispose()
    {
        File.Delete(held.Name);
        held.Dispose();
    }

    private static string FileOf(string database) => $"{database}.stand-aside";
}
