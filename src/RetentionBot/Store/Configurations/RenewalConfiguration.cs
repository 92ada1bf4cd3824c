using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;

namespace RetentionBot.Store.Configurations;

internal sealed class RenewalConfiguration : IEntityTypeConfiguration<Renewal>
{
    public void Configure(EntityTypeBuilder<Renewal> renewal)
    {
        renewal.ToTable("renewals");
        renewal.Property(x => x.SourceKey).HasMaxLength(400);
        renewal.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        renewal.HasIndex(x => x.SourceKey).IsUnique();
        renewal.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        renewal.HasIndex(x => x.RenewsOn);
    }
}
