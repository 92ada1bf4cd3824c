using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RetentionBot.Store.Migrations
{
    /// <inheritdoc />
    public partial class WhatGoesWithAnAnswer : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "handed_questions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    asker_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    question = table.Column<string>(type: "TEXT", nullable: false),
                    channel_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    place = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    was_alone = table.Column<bool>(type: "INTEGER", nullable: false),
                    context = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    passed_on_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handed_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kpi_proofs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    data_version = table.Column<long>(type: "INTEGER", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kpi_proofs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "question_contexts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    thread_key = table.Column<string>(type: "TEXT", maxLength: 700, nullable: false),
                    person_key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    reading = table.Column<string>(type: "TEXT", nullable: false),
                    proof_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_question_contexts", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_handed_questions_due_at",
                table: "handed_questions",
                column: "due_at",
                filter: "passed_on_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kpi_proofs_code",
                table: "kpi_proofs",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_question_contexts_expires_at",
                table: "question_contexts",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_question_contexts_thread_key_person_key",
                table: "question_contexts",
                columns: new[] { "thread_key", "person_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "handed_questions");

            migrationBuilder.DropTable(
                name: "kpi_proofs");

            migrationBuilder.DropTable(
                name: "question_contexts");
        }
    }
}
