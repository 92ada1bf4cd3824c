using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class UsageRecordConfiguration : IEntityTypeConfiguration<UsageRecord>
{
    public void Configure(EntityTypeBuilder<UsageRecord> usage)
    {
        usage.ToTable("usage_records");
        usage.Property(x => x.SourceKey).HasMaxLength(400);
        usage.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        usage.HasIndex(x => x.SourceKey).IsUnique();
        usage.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        usage.Property(x => x.Feature).HasMaxLength(200);

        // Scoring reads a window of days over all customers.
        usage.HasIndex(x => new { x.Day, x.CustomerId });
    }
}
