namespace RetentionBot.Store;

/// <summary>SQLite's result codes that are told apart; primary ones, but for the two of constraints.</summary>
internal static class SqliteCodes
{
    public const int Busy = 5;
    public const int Locked = 6;
    public const int ReadOnly = 8;
    public const int IoError = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int NoDatabase = 26;
    public const int ConstraintPrimaryKey = 1555;
    public const int ConstraintUnique = 2067;
}
