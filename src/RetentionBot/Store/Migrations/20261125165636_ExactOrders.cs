using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RetentionBot.Store.Migrations
{
    /// <inheritdoc />
    public partial class ExactOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "total_rest",
                table: "orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "total_rest",
                table: "orders");
        }
    }
}
