using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> audit)
    {
        audit.ToTable("audit_events");
        audit.Property(x => x.Deed).HasMaxLength(60);
        audit.Property(x => x.By).HasMaxLength(500);
        audit.Property(x => x.Subject).HasMaxLength(300);
        audit.Property(x => x.Note).HasMaxLength(1000);
    }
}
