using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

/// <summary>Tells the database's refusals apart, so that no provider's codes are needed outside Store.</summary>
internal static class DbErrors
{
    /// <summary>Whether somebody else held the store too long: the same again may work.</summary>
    public static bool IsBusy(this Exception e) => e.RefusalCode() is SqliteCodes.Busy or SqliteCodes.Locked;

    /// <summary>Whether the store as a whole does not work now, whatever is asked of it: locked, full, damaged, out of reach. Later the same may work.</summary>
    public static bool IsOutage(this Exception e) => e.RefusalCode()
        is SqliteCodes.Busy or SqliteCodes.Locked or SqliteCodes.ReadOnly or SqliteCodes.IoError or SqliteCodes.Corrupt or SqliteCodes.Full or SqliteCodes.CannotOpen
        or SqliteCodes.NoDatabase;

    /// <summary>The database's own number for why it refused; null when something else went wrong.</summary>
    public static int? RefusalCode(this Exception e) => e is SqliteException refusal ? refusal.SqliteErrorCode : e.InnerException?.RefusalCode();

    /// <summary>Whether somebody else was faster: decided again on what is true now, it may work.</summary>
    public static bool IsLostRace(this Exception e) => e is DbUpdateConcurrencyException || (e is DbUpdateException update && update.IsUniqueViolation());

    /// <summary>Whether a save was refused because a row with the same unique key is there already.</summary>
    public static bool IsUniqueViolation(this DbUpdateException e) =>
        e.InnerException is SqliteException { SqliteExtendedErrorCode: SqliteCodes.ConstraintUnique or SqliteCodes.ConstraintPrimaryKey };
}
