using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RetentionBot.Store.Migrations
{
    /// <inheritdoc />
    public partial class Checklists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "checklist_plans",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    cadence = table.Column<int>(type: "INTEGER", nullable: false),
                    on_day = table.Column<int>(type: "INTEGER", nullable: false),
                    on_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    at = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    place_key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    stopped_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checklist_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_states",
                columns: table => new
                {
                    job = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    succeeded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    paused_at = table.Column<long>(type: "INTEGER", nullable: true),
                    paused_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_states", x => x.job);
                });

            migrationBuilder.CreateTable(
                name: "onboarding_tasks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    done_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    dropped_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    dropped_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    snoozed_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    helped_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_onboarding_tasks", x => x.id);
                    table.ForeignKey(
                        name: "FK_onboarding_tasks_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "touchpoints",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    moved_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_touchpoints", x => x.id);
                    table.ForeignKey(
                        name: "FK_touchpoints_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "checklists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plan_id = table.Column<long>(type: "INTEGER", nullable: false),
                    turn = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_late = table.Column<bool>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checklists", x => x.id);
                    table.ForeignKey(
                        name: "FK_checklists_checklist_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "checklist_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "planned_checks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    check = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    words = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    owner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    owner_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    due_days = table.Column<int>(type: "INTEGER", nullable: true),
                    plan_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planned_checks", x => x.id);
                    table.ForeignKey(
                        name: "FK_planned_checks_checklist_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "checklist_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_planned_checks_staff_owner_id",
                        column: x => x.owner_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "checklist_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    check = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    words = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    times_listed = table.Column<int>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    owner_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    note_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    homework = table.Column<string>(type: "TEXT", nullable: true),
                    is_proven = table.Column<bool>(type: "INTEGER", nullable: true),
                    reminded_of = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    escalated_of = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    snoozed_until = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    checklist_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checklist_items", x => x.id);
                    table.ForeignKey(
                        name: "FK_checklist_items_checklists_checklist_id",
                        column: x => x.checklist_id,
                        principalTable: "checklists",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_checklist_items_staff_owner_id",
                        column: x => x.owner_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_checklist_items_checklist_id_position",
                table: "checklist_items",
                columns: new[] { "checklist_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_checklist_items_owner_id",
                table: "checklist_items",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_checklist_plans_key",
                table: "checklist_plans",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_checklists_plan_id_turn",
                table: "checklists",
                columns: new[] { "plan_id", "turn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_onboarding_tasks_customer_id_task",
                table: "onboarding_tasks",
                columns: new[] { "customer_id", "task" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_onboarding_tasks_due_on",
                table: "onboarding_tasks",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "IX_planned_checks_owner_id",
                table: "planned_checks",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_planned_checks_plan_id_position",
                table: "planned_checks",
                columns: new[] { "plan_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_touchpoints_customer_id_step",
                table: "touchpoints",
                columns: new[] { "customer_id", "step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_touchpoints_state_due_on",
                table: "touchpoints",
                columns: new[] { "state", "due_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "checklist_items");

            migrationBuilder.DropTable(
                name: "job_states");

            migrationBuilder.DropTable(
                name: "onboarding_tasks");

            migrationBuilder.DropTable(
                name: "planned_checks");

            migrationBuilder.DropTable(
                name: "touchpoints");

            migrationBuilder.DropTable(
                name: "checklists");

            migrationBuilder.DropTable(
                name: "checklist_plans");
        }
    }
}
