using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RetentionBot.Store.Migrations
{
    /// <inheritdoc />
    public partial class SurveyWaves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "agent",
                table: "survey_invitations",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "closes_at",
                table: "survey_invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_test",
                table: "survey_invitations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "reminded_at",
                table: "survey_invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_hash",
                table: "survey_invitations",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "wave_id",
                table: "survey_invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "opt_outs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    contact_id = table.Column<long>(type: "INTEGER", nullable: true),
                    address_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opt_outs", x => x.id);
                    table.ForeignKey(
                        name: "FK_opt_outs_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "outreach",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 420, nullable: false),
                    contact_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    planned_for = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sent_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reason = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outreach", x => x.id);
                    table.ForeignKey(
                        name: "FK_outreach_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "survey_waves",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    round = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    segment = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    plan = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    is_test = table.Column<bool>(type: "INTEGER", nullable: false),
                    per_day = table.Column<int>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    planned_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    planned_at = table.Column<long>(type: "INTEGER", nullable: false),
                    approved_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    approved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closes_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_waves", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_survey_invitations_token_hash",
                table: "survey_invitations",
                column: "token_hash",
                unique: true,
                filter: "token_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_opt_outs_address_hash",
                table: "opt_outs",
                column: "address_hash");

            migrationBuilder.CreateIndex(
                name: "IX_opt_outs_contact_id",
                table: "opt_outs",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "IX_outreach_contact_id_kind_reference",
                table: "outreach",
                columns: new[] { "contact_id", "kind", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outreach_reference_state_planned_for",
                table: "outreach",
                columns: new[] { "reference", "state", "planned_for" });

            migrationBuilder.CreateIndex(
                name: "IX_survey_waves_kind_round",
                table: "survey_waves",
                columns: new[] { "kind", "round" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "opt_outs");

            migrationBuilder.DropTable(
                name: "outreach");

            migrationBuilder.DropTable(
                name: "survey_waves");

            migrationBuilder.DropIndex(
                name: "IX_survey_invitations_token_hash",
                table: "survey_invitations");

            migrationBuilder.DropColumn(
                name: "agent",
                table: "survey_invitations");

            migrationBuilder.DropColumn(
                name: "closes_at",
                table: "survey_invitations");

            migrationBuilder.DropColumn(
                name: "is_test",
                table: "survey_invitations");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                table: "survey_invitations");

            migrationBuilder.DropColumn(
                name: "token_hash",
                table: "survey_invitations");

            migrationBuilder.DropColumn(
                name: "wave_id",
                table: "survey_invitations");
        }
    }
}
