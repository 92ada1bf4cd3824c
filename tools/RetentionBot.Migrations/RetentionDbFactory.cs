using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using RetentionBot.Store;

namespace RetentionBot.Migrations;

/// <summary>Gives dotnet-ef a context to read the model from; no database is touched.</summary>
internal sealed class RetentionDbFactory : IDesignTimeDbContextFactory<RetentionDb>
{
    public RetentionDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<RetentionDb>().UseSqlite("Data Source=design-time.db").Options);
}
