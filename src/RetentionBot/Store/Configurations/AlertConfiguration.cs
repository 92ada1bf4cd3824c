using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class AlertConfiguration : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> alert)
    {
        alert.ToTable("alerts");
        alert.Property(x => x.Id).ValueGeneratedNever();
        alert.Property(x => x.Rule).HasMaxLength(40);
        alert.Property(x => x.Subject).HasMaxLength(200);
        alert.Property(x => x.Currency).HasMaxLength(3);
        alert.Property(x => x.OwnerName).HasMaxLength(200);
        alert.Property(x => x.SnoozedBy).HasMaxLength(200);
        alert.ComplexProperty(x => x.Finding, finding => finding.Property(x => x.Currency).HasMaxLength(3));
        alert.Property(x => x.AcknowledgedBy).HasMaxLength(200);
        alert.Property(x => x.AcknowledgedByKey).HasMaxLength(500);
        alert.Property(x => x.ResolvedBy).HasMaxLength(200);
        alert.Property(x => x.ResolvedByKey).HasMaxLength(500);
        alert.Property(x => x.ResolvedNote).HasMaxLength(Alert.LongestNote);
        alert.Ignore(x => x.Status);
        alert.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.SetNull);
        alert.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);

        // Two people pressing at once: the second save fails and the turn is run again.
        alert.Property(x => x.Version).IsConcurrencyToken();

        // One open alert per customer, rule and subject, whatever happens twice.
        alert.HasIndex(x => new { x.CustomerId, x.Rule, x.Subject }).IsUnique().HasFilter("resolved_at IS NULL");
    }
}
