using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Alerts;

namespace RetentionBot.Store.Configurations;

internal sealed class AlertEventConfiguration : IEntityTypeConfiguration<AlertEvent>
{
    public void Configure(EntityTypeBuilder<AlertEvent> line)
    {
        line.ToTable("alert_events");
        line.Property(x => x.Id).ValueGeneratedNever();
        line.Property(x => x.ByName).HasMaxLength(200);
        line.Property(x => x.ByKey).HasMaxLength(500);
        line.Property(x => x.Place).HasMaxLength(500);
        line.Property(x => x.Note).HasMaxLength(2000);
        line.HasOne<Alert>().WithMany().HasForeignKey(x => x.AlertId).OnDelete(DeleteBehavior.Cascade);
        line.HasIndex(x => x.AlertId);
    }
}
