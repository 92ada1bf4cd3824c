using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RetentionBot.Store.Migrations
{
    /// <inheritdoc />
    public partial class AlertLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameTable(
                name: "health_alerts",
                newName: "alerts");

            migrationBuilder.RenameIndex(
                name: "IX_health_alerts_customer_id_rule_subject",
                table: "alerts",
                newName: "IX_alerts_customer_id_rule_subject");

            // Whole tables are not made anew for one column: that cannot be done in a transaction.
            migrationBuilder.Sql("ALTER TABLE alerts RENAME COLUMN score TO score_known;");
            migrationBuilder.Sql("ALTER TABLE alerts ADD COLUMN score INTEGER NULL;");
            migrationBuilder.Sql("UPDATE alerts SET score = score_known;");
            migrationBuilder.Sql("ALTER TABLE alerts DROP COLUMN score_known;");

            migrationBuilder.AddColumn<int>(
                name: "band",
                table: "alerts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("ALTER TABLE alerts ADD COLUMN owner_id INTEGER NULL CONSTRAINT FK_alerts_staff_owner_id REFERENCES staff (id) ON DELETE SET NULL;");

            migrationBuilder.AddColumn<string>(
                name: "owner_name",
                table: "alerts",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "promise",
                table: "alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "promised_for",
                table: "alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "snoozed_until",
                table: "alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "snoozed_by",
                table: "alerts",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "snoozed_in_band",
                table: "alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "escalation_steps",
                table: "alerts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ending",
                table: "alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "finding_amount_minor",
                table: "alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "finding_currency",
                table: "alerts",
                type: "TEXT",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "finding_day",
                table: "alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "finding_is_over",
                table: "alerts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "finding_number",
                table: "alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "finding_until",
                table: "alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "place",
                table: "alert_events",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    staff_member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    stand_in_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => x.id);
                    table.ForeignKey(
                        name: "FK_absences_staff_staff_member_id",
                        column: x => x.staff_member_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_absences_staff_stand_in_id",
                        column: x => x.stand_in_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "alert_mutes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_mutes", x => x.id);
                    table.ForeignKey(
                        name: "FK_alert_mutes_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "alert_routes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    conversation_key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    segment = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    owner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    band = table.Column<int>(type: "INTEGER", nullable: true),
                    rule = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_routes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alert_storms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_storms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "due_timers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_due_timers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_overrides",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    set_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false),
                    through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_overrides", x => x.id);
                    table.ForeignKey(
                        name: "FK_health_overrides_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_cards",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_cards", x => x.id);
                    table.ForeignKey(
                        name: "FK_payment_cards_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "touches",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_touches", x => x.id);
                    table.ForeignKey(
                        name: "FK_touches_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "storm_alerts",
                columns: table => new
                {
                    storm_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    alert_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storm_alerts", x => new { x.storm_id, x.alert_id });
                    table.ForeignKey(
                        name: "FK_storm_alerts_alert_storms_storm_id",
                        column: x => x.storm_id,
                        principalTable: "alert_storms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_storm_alerts_alerts_alert_id",
                        column: x => x.alert_id,
                        principalTable: "alerts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_absences_staff_member_id",
                table: "absences",
                column: "staff_member_id");

            migrationBuilder.CreateIndex(
                name: "IX_absences_stand_in_id",
                table: "absences",
                column: "stand_in_id");

            migrationBuilder.CreateIndex(
                name: "IX_alert_mutes_customer_id",
                table: "alert_mutes",
                column: "customer_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_alert_routes_conversation_key",
                table: "alert_routes",
                column: "conversation_key");

            migrationBuilder.CreateIndex(
                name: "IX_alert_storms_conversation_key_last_at",
                table: "alert_storms",
                columns: new[] { "conversation_key", "last_at" });

            migrationBuilder.CreateIndex(
                name: "IX_alerts_owner_id",
                table: "alerts",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_due_timers_due_at",
                table: "due_timers",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "IX_due_timers_kind_subject",
                table: "due_timers",
                columns: new[] { "kind", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_health_overrides_customer_id",
                table: "health_overrides",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_cards_customer_id",
                table: "payment_cards",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_cards_expires_on",
                table: "payment_cards",
                column: "expires_on");

            migrationBuilder.CreateIndex(
                name: "IX_payment_cards_source_key",
                table: "payment_cards",
                column: "source_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_storm_alerts_alert_id",
                table: "storm_alerts",
                column: "alert_id");

            migrationBuilder.CreateIndex(
                name: "IX_touches_at",
                table: "touches",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_touches_customer_id",
                table: "touches",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "IX_touches_source_key",
                table: "touches",
                column: "source_key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_alerts_staff_owner_id",
                table: "alerts");

            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "alert_mutes");

            migrationBuilder.DropTable(
                name: "alert_routes");

            migrationBuilder.DropTable(
                name: "due_timers");

            migrationBuilder.DropTable(
                name: "health_overrides");

            migrationBuilder.DropTable(
                name: "payment_cards");

            migrationBuilder.DropTable(
                name: "storm_alerts");

            migrationBuilder.DropTable(
                name: "touches");

            migrationBuilder.DropTable(
                name: "alert_storms");

            migrationBuilder.DropColumn(
                name: "place",
                table: "alert_events");

            migrationBuilder.DropIndex(
                name: "IX_alerts_owner_id",
                table: "alerts");

            migrationBuilder.Sql("DELETE FROM alerts WHERE score IS NULL;");

            migrationBuilder.DropColumn(
                name: "band",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "owner_name",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "promise",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "promised_for",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "snoozed_until",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "snoozed_by",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "snoozed_in_band",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "escalation_steps",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "ending",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "finding_amount_minor",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "finding_currency",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "finding_day",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "finding_is_over",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "finding_number",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "finding_until",
                table: "alerts");

            migrationBuilder.AlterColumn<int>(
                name: "score",
                table: "alerts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.RenameIndex(
                name: "IX_alerts_customer_id_rule_subject",
                table: "alerts",
                newName: "IX_health_alerts_customer_id_rule_subject");

            migrationBuilder.RenameTable(
                name: "alerts",
                newName: "health_alerts");
        }
    }
}
