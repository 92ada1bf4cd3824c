using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Alerts;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class StormAlertConfiguration : IEntityTypeConfiguration<StormAlert>
{
    public void Configure(EntityTypeBuilder<StormAlert> row)
    {
        row.ToTable("storm_alerts");
        row.HasKey(x => new { x.StormId, x.AlertId });
        row.HasOne<AlertStorm>().WithMany().HasForeignKey(x => x.StormId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne<Alert>().WithMany().HasForeignKey(x => x.AlertId).OnDelete(DeleteBehavior.Cascade);
        row.HasIndex(x => x.AlertId);
    }
}
