using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RetentionBot.Store.Migrations
{
    /// <inheritdoc />
    public partial class ChannelContract : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_messages_conversation_key_id",
                table: "outbox_messages");

            migrationBuilder.AddColumn<int>(
                name: "priority",
                table: "outbox_messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 3);

            migrationBuilder.AddColumn<string>(
                name: "recipient_key",
                table: "outbox_messages",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "replayed_at",
                table: "outbox_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sent_message_id",
                table: "outbox_messages",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "sign",
                table: "outbox_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "target_message_id",
                table: "outbox_messages",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "seen_in",
                table: "identities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "user_id",
                table: "identities",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            // A person's key is channel|tenant|account; neither of the first two holds the sign.
            migrationBuilder.Sql(
                """
                UPDATE identities SET user_id = substr(
                    substr(person_key, instr(person_key, '|') + 1),
                    instr(substr(person_key, instr(person_key, '|') + 1), '|') + 1)
                """);

            migrationBuilder.AddColumn<string>(
                name: "resolved_note",
                table: "health_alerts",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "customer_id",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "inactive_because",
                table: "conversations",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "outsiders_since",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_conversation_key_priority_id",
                table: "outbox_messages",
                columns: new[] { "conversation_key", "priority", "id" },
                filter: "state < 3");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_conversation_key_sent_message_id",
                table: "outbox_messages",
                columns: new[] { "conversation_key", "sent_message_id" },
                filter: "sent_message_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_subject_conversation_key_id",
                table: "outbox_messages",
                columns: new[] { "subject", "conversation_key", "id" },
                filter: "state < 3 AND subject IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_messages_conversation_key_priority_id",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "IX_outbox_messages_conversation_key_sent_message_id",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "IX_outbox_messages_subject_conversation_key_id",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "recipient_key",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "replayed_at",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "sent_message_id",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "sign",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "target_message_id",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "seen_in",
                table: "identities");

            migrationBuilder.DropColumn(
                name: "user_id",
                table: "identities");

            migrationBuilder.DropColumn(
                name: "resolved_note",
                table: "health_alerts");

            migrationBuilder.DropColumn(
                name: "customer_id",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "inactive_because",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "outsiders_since",
                table: "conversations");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_conversation_key_id",
                table: "outbox_messages",
                columns: new[] { "conversation_key", "id" },
                filter: "state IN (1, 2)");
        }
    }
}
