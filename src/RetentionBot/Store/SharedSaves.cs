using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

/// <summary>
/// Saves what several do at the same time in one transaction. SQLite lets one write at a time and forces every commit to the disk, which takes longer than all that is
/// written; so what comes while a commit is under way waits for it and shares the next one. Who saves is told after the commit, not before, and a save that is refused
/// takes nobody else's with it.
/// </summary>
internal sealed class SharedSaves(string connectionString) : IDisposable
{
    /// <summary>Saves in one transaction: the first one waits for the last.</summary>
    private const int Most = 64;

    private readonly BlockingCollection<Save> _waiting = [];
    private readonly Lock _sync = new();
    private Thread? _worker;
    private SqliteConnection? _connection;

    /// <summary>
    /// As the context's own save. Nobody else may use the context meanwhile, and a transaction of its own it may not have.
    /// </summary>
    /// <exception cref="DbUpdateException">As the context's own save throws it; then nothing of it is saved.</exception>
    public Task SaveAsync(RetentionDb db)
    {
        Start();
        var save = new Save(db, connectionString);
        _waiting.Add(save);
        return save.Done;
    }

    /// <summary>What was handed in is saved first.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _worker?.Join();
        _waiting.Dispose();
    }

    private void Start()
    {
        lock (_sync)
        {
            if (_worker is null)
            {
                _worker = new Thread(Work) { IsBackground = true, Name = "saves" };
                _worker.Start();
            }
        }
    }

    private void Work()
    {
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            List<Save> group = [first];
            while (group.Count < Most && _waiting.TryTake(out var more))
            {
                group.Add(more);
            }

            Commit(group);
        }

        Close();
    }

    private void Commit(List<Save> group)
    {
        try
        {
            var connection = _connection ??= Open();
            using var transaction = connection.BeginTransaction();
            foreach (var save in group)
            {
                save.Write(connection, transaction);
            }

            transaction.Commit();
        }
        catch (Exception e)
        {
            // Whatever is wrong with the connection, the next one may be better.
            Close();
            group.ForEach(save => save.Fail(e));
            return;
        }

        group.ForEach(save => save.Finish());
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            SqlitePragmas.Set(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private sealed class Save(RetentionDb db, string connectionString)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Exception? _refusal;

        public Task Done => _done.Task;

        /// <summary>Writes into the shared transaction; what is refused leaves nothing in it.</summary>
        public void Write(SqliteConnection connection, SqliteTransaction transaction)
        {
            try
            {
                while (db.Database.GetDbConnection().State != System.Data.ConnectionState.Closed)
                {
                    db.Database.CloseConnection();
                }

                db.Database.SetDbConnection(connection);
                using var shared = db.Database.UseTransaction(transaction);

                // SQLite never leaves the thread, so there is nothing to wait for.
                db.SaveChangesAsync(acceptAllChangesOnSuccess: false).GetAwaiter().GetResult();
            }
            catch (Exception e)
            {
                _refusal = e;
            }

            db.Database.SetDbConnection(null);
            db.Database.SetConnectionString(connectionString);
        }

        public void Finish()
        {
            if (_refusal is not null)
            {
                Fail(_refusal);
                return;
            }

            db.ChangeTracker.AcceptAllChanges();
            _done.SetResult();
        }

        public void Fail(Exception e) => _done.SetException(_refusal ?? e);
    }
}
