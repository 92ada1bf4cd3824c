using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

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

    /// <summary>Of those that are not urgent, beside some that are.</summary>
    private const int MostBesideUrgent = 8;

    private readonly ConcurrentQueue<Save> _urgent = new();
    private readonly ConcurrentQueue<Save> _waiting = new();
    private readonly SemaphoreSlim _handedIn = new(0);
    private readonly Lock _sync = new();
    private Thread? _worker;
    private volatile bool _isEnding;
    private SqliteConnection? _connection;

    /// <summary>
    /// As the context's own save. Nobody else may use the context meanwhile. A context with a transaction of its own saves into that.
    /// </summary>
    /// <param name="db">What is to be saved.</param>
    /// <param name="isUrgent">Somebody outside waits for it: it goes into the very next commit, and that one is kept short.</param>
    /// <exception cref="DbUpdateException">As the context's own save throws it; then nothing of it is saved.</exception>
    public Task SaveAsync(RetentionDb db, bool isUrgent = false)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return db.SaveChangesAsync();
        }

        var save = new ContextSave(db, connectionString);
        HandIn(save, isUrgent);
        return save.Done;
    }

    /// <summary>Writes rows by SQL of our own, as <see cref="SaveAsync"/> saves those of a context.</summary>
    /// <param name="write">Writes within the transaction it is given.</param>
    /// <param name="isUrgent">As there.</param>
    /// <exception cref="SqliteException">The database refused; then nothing of it is written.</exception>
    public Task WriteAsync(Action<SqliteTransaction> write, bool isUrgent = false)
    {
        var own = new OwnSql(write);
        HandIn(own, isUrgent);
        return own.Done;
    }

    /// <summary>What was handed in is saved first.</summary>
    public void Dispose()
    {
        _isEnding = true;
        _handedIn.Release();
        _worker?.Join();
        _handedIn.Dispose();
    }

    private void HandIn(Save save, bool isUrgent)
    {
        Start();
        (isUrgent ? _urgent : _waiting).Enqueue(save);
        _handedIn.Release();
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
        while (true)
        {
            _handedIn.Wait();
            if (Next() is { Count: > 0 } group)
            {
                Commit(group);
            }
            else if (_isEnding)
            {
                Close();
                return;
            }
        }
    }

    private List<Save> Next()
    {
        var group = new List<Save>();
        while (_urgent.TryDequeue(out var urgent))
        {
            group.Add(urgent);
        }

        var most = group.Count > 0 ? group.Count + MostBesideUrgent : Most;
        while (group.Count < most && _waiting.TryDequeue(out var save))
        {
            group.Add(save);
        }

        return group;
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

                // A full or failing disk ends the whole transaction, so it is everybody's refusal.
                if (save.Refusal is { } refusal && raw.sqlite3_get_autocommit(connection.Handle) != 0)
                {
                    throw refusal;
                }
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

    private abstract class Save
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        /// <summary>Why nothing of this one is in the transaction.</summary>
        public Exception? Refusal { get; protected set; }

        /// <summary>Writes into the shared transaction; what is refused leaves nothing in it.</summary>
        public abstract void Write(SqliteConnection connection, SqliteTransaction transaction);

        public void Finish()
        {
            if (Refusal is not null)
            {
                Fail(Refusal);
                return;
            }

            Accept();
            _done.SetResult();
        }

        public void Fail(Exception e) => _done.SetException(Refusal ?? e);

        /// <summary>It is committed.</summary>
        protected virtual void Accept()
        {
        }
    }

    private sealed class OwnSql(Action<SqliteTransaction> write) : Save
    {
        public override void Write(SqliteConnection connection, SqliteTransaction transaction)
        {
            const string Savepoint = "own_sql";
            transaction.Save(Savepoint);
            try
            {
                write(transaction);
                transaction.Release(Savepoint);
            }
            catch (Exception e)
            {
                Refusal = e;
                if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
                {
                    transaction.Rollback(Savepoint);
                }
            }
        }
    }

    private sealed class ContextSave(RetentionDb db, string connectionString) : Save
    {
        public override void Write(SqliteConnection connection, SqliteTransaction transaction)
        {
            try
            {
                // A context that has opened its connection itself has to close it as often before it takes another.
                while (db.Database.GetDbConnection().State != ConnectionState.Closed)
                {
                    db.Database.CloseConnection();
                }

                db.Database.SetDbConnection(connection);
                try
                {
                    using var shared = db.Database.UseTransaction(transaction);

                    // SQLite never leaves the thread, so there is nothing to wait for.
                    db.SaveChangesAsync(acceptAllChangesOnSuccess: false).GetAwaiter().GetResult();
                }
                finally
                {
                    // Its next connection is its own again, to be closed when the context is done.
                    db.Database.SetDbConnection(null, contextOwnsConnection: true);
                    db.Database.SetConnectionString(connectionString);
                }
            }
            catch (Exception e)
            {
                Refusal = e;
            }
        }

        protected override void Accept() => db.ChangeTracker.AcceptAllChanges();
    }
}
