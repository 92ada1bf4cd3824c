using System.Globalization;

namespace RetentionBot.Store;

/// <summary>Why the database cannot be used, for whoever runs the bot.</summary>
/// <param name="What">What is wrong, said of the file or of "the database": "is damaged."</param>
/// <param name="Mend">What to do about it, a sentence or two.</param>
internal sealed record StoreFault(string What, string Mend)
{
    /// <summary>How long a locked database is waited for before it is said to be locked.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static StoreFault Damaged { get; } = new("is damaged.", "Stop the bot, keep the file aside and restore the latest backup in its place.");

    /// <summary>Both in one, of no file in particular: where anybody may read it.</summary>
    public string Sentence => $"The database {What} {Mend}";

    /// <param name="code">As <see cref="DbErrors.RefusalCode"/> gives it.</param>
    public static StoreFault Of(int code) => code switch
    {
        SqliteCodes.Busy or SqliteCodes.Locked => new(
            string.Create(CultureInfo.InvariantCulture, $"is locked: somebody has been writing to it for more than {Patience.TotalSeconds} seconds."),
            "Wait for a large import to end; otherwise find the other program that holds the file (fuser names it) and end it."),
        SqliteCodes.ReadOnly => new(
            "cannot be written to.", "Give the user the bot runs as the right to write to the file and its folder, and see that the disk is not mounted read-only."),
        SqliteCodes.IoError => new(
            "cannot be read or written.",
            "See whether the disk is full, over a quota or failing. If another program changed the files, stop the bot and restore the latest backup in their place."),
        SqliteCodes.Full => new("cannot grow: the disk is full.", "Make room on that disk."),
        SqliteCodes.CannotOpen => new("cannot be opened.", "See that its folder is there, and give the user the bot runs as the right to read and write the file and its folder."),
        SqliteCodes.Corrupt or SqliteCodes.NoDatabase => Damaged,
        _ => new(
            string.Create(CultureInfo.InvariantCulture, $"cannot be used (SQLite says {code})."),
            "Look at the disk's health; if the file does not open on another machine either, restore the latest backup."),
    };
}
