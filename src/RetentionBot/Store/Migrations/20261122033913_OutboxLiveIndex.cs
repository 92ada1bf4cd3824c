using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RetentionBot.Store.Migrations
{
    /// <inheritdoc />
    public partial class OutboxLiveIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_messages_conversation_key_id",
                table: "outbox_messages");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_conversation_key_id",
                table: "outbox_messages",
                columns: new[] { "conversation_key", "id" },
                filter: "state IN (1, 2)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_messages_conversation_key_id",
                table: "outbox_messages");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_conversation_key_id",
                table: "outbox_messages",
                columns: new[] { "conversation_key", "id" });
        }
    }
}
