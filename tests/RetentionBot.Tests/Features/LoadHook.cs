using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RetentionBot.Tests.Features;

/// <summary>Does something just after rows of a table were read, once: what somebody else does before it is decided on them and saved.</summary>
/// <param name="table">Its name in the database.</param>
internal sealed class LoadHook(string table) : DbCommandInterceptor
{
    private Func<DbContext, bool> _when = _ => false;
    private Func<Task> _then = () => Task.CompletedTask;

    /// <summary>How often the moment came; after the first time nothing is done.</summary>
    public int Times { get; private set; }

    public void After(Func<DbContext, bool> when, Func<Task> then) => (_when, _then, Times) = (when, then, 0);

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains($"FROM \"{table}\"", StringComparison.Ordinal) && _when(eventData.Context!) && ++Times == 1)
        {
            await _then();
        }

        return result;
    }
}
