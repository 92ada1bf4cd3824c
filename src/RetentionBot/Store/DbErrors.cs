using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

/// <summary>Tells the database's refusals apart, so that no provider's codes are needed outside Store.</summary>
internal static class DbErrors
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    /// <summary>Whether a save was refused because a row with the same unique key is there already.</summary>
    public static bool IsUniqueViolation(this DbUpdateException e) =>
        e.InnerException is SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey };
}
