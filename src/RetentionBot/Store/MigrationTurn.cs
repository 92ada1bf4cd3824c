namespace RetentionBot.Store;

/// <summary>
/// The turn to bring a database's schema up to date, had by one process at a time as a lock on a file beside it. Unlike EF's own mark in the database it ends with
/// the process, however that ends.
/// </summary>
internal static class MigrationTurn
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the turn; disposing of what is returned ends it. The file stays, since one that is deleted could be locked twice.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="clock">To wait by.</param>
    /// <param name="whenTaken">Told once when another process has the turn.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<FileStream> TakeAsync(string database, TimeProvider clock, Action whenTaken, CancellationToken ct)
    {
        var file = database + ".migrating";
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (tries == 0)
                {
                    whenTaken();
                }

                await Task.Delay(LookEvery, clock, ct);
            }
        }
    }
}
