using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RetentionBot.Store.Migrations
{
    /// <inheritdoc />
    public partial class FeedbackAndPrivacy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "agent",
                table: "support_cases",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "contact_id",
                table: "support_cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_not_to_be_asked",
                table: "support_cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "consent_on",
                table: "contacts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "consent_source",
                table: "contacts",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "has_consented",
                table: "contacts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "erased_people",
                columns: table => new
                {
                    key_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    erased_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erased_people", x => x.key_hash);
                });

            migrationBuilder.CreateTable(
                name: "feedback_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    invitation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    contact_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    score = table.Column<int>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    stage = table.Column<int>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    owner_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    contacted_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    contacted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    action_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    action_at = table.Column<long>(type: "INTEGER", nullable: true),
                    action_note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    told_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<int>(type: "INTEGER", nullable: true),
                    escalation_steps = table.Column<int>(type: "INTEGER", nullable: false),
                    reopenings = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback_cases", x => x.id);
                    table.ForeignKey(
                        name: "FK_feedback_cases_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_feedback_cases_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_feedback_cases_staff_owner_id",
                        column: x => x.owner_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "referral_suggestions",
                columns: table => new
                {
                    contact_id = table.Column<long>(type: "INTEGER", nullable: false),
                    suggested_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_referral_suggestions", x => x.contact_id);
                    table.ForeignKey(
                        name: "FK_referral_suggestions_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_support_cases_closed_at",
                table: "support_cases",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "IX_feedback_cases_contact_id",
                table: "feedback_cases",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "IX_feedback_cases_customer_id",
                table: "feedback_cases",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "IX_feedback_cases_invitation_id",
                table: "feedback_cases",
                column: "invitation_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_feedback_cases_owner_id",
                table: "feedback_cases",
                column: "owner_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "erased_people");

            migrationBuilder.DropTable(
                name: "feedback_cases");

            migrationBuilder.DropTable(
                name: "referral_suggestions");

            migrationBuilder.DropIndex(
                name: "IX_support_cases_closed_at",
                table: "support_cases");

            migrationBuilder.DropColumn(
                name: "agent",
                table: "support_cases");

            migrationBuilder.DropColumn(
                name: "contact_id",
                table: "support_cases");

            migrationBuilder.DropColumn(
                name: "is_not_to_be_asked",
                table: "support_cases");

            migrationBuilder.DropColumn(
                name: "consent_on",
                table: "contacts");

            migrationBuilder.DropColumn(
                name: "consent_source",
                table: "contacts");

            migrationBuilder.DropColumn(
                name: "has_consented",
                table: "contacts");
        }
    }
}
