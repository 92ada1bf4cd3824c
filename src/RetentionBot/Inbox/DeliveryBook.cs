using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using RetentionBot.Store.Bulk;
using RetentionBot.Store.Entities;

namespace RetentionBot.Inbox;

/// <summary>Inserts deliveries by a statement that is compiled once a connection: they are the one thing that comes by the thousand a second.</summary>
internal sealed class DeliveryBook
{
    private const string Insert =
        """
        INSERT INTO inbound_deliveries (key, conversation_key, received_at, payload, state, attempts) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (key) DO NOTHING
        RETURNING id
        """;

    private readonly ConditionalWeakTable<SqliteConnection, SqliteCommand> _statements = [];

    /// <param name="transaction">The one under way.</param>
    /// <param name="delivery">Not yet handled; it gets its id.</param>
    /// <returns>False when its key was seen before; then nothing is written.</returns>
    public bool TryAdd(SqliteTransaction transaction, InboundDelivery delivery)
    {
        var statement = _statements.GetValue(transaction.Connection!, connection => connection.Prepare(Insert, parameters: 6));
        statement.Set(transaction, delivery.Key, delivery.ConversationKey, delivery.ReceivedAt.UtcTicks, delivery.Payload, (int)delivery.State, delivery.Attempts);
        using var added = statement.ExecuteReader();
        if (!added.Read())
        {
            return false;
        }

        delivery.Id = added.GetInt64(0);
        return true;
    }
}
