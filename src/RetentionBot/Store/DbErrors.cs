using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

/// <summary>Tells the database's refusals apart, so that no provider's codes are needed outside Store.</summary>
internal static class DbErrors
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    /// <summary>Whether somebody else held the store too long: the same again may work.</summary>
    public static bool IsBusy(this Exception e) => e.RefusalCode() is SqliteBusy or SqliteLocked;

    /// <summary>The database's own number for why it refused; null when something else went wrong.</summary>
    public static int? RefusalCode(this Exception e) => (e as SqliteException ?? (e as DbUpdateException)?.InnerException as SqliteException)?.SqliteErrorCode;

    /// <summary>Whether somebody else was faster: decided again on what is true now, it may work.</summary>
    public static bool IsLostRace(this Exception e) => e is DbUpdateConcurrencyException || (e is DbUpdateException update && update.IsUniqueViolation());

    /// <summary>Whether a save was refused because a row with the same unique key is there already.</summary>
    public static bool IsUniqueViolation(this DbUpdateException e) =>
        e.InnerException is SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey };
}
