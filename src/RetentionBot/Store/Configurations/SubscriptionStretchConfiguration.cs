using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;

namespace RetentionBot.Store.Configurations;

internal sealed class SubscriptionStretchConfiguration : IEntityTypeConfiguration<SubscriptionStretch>
{
    public void Configure(EntityTypeBuilder<SubscriptionStretch> stretch)
    {
        stretch.ToTable("subscription_stretches");
        stretch.Property(x => x.SourceKey).HasMaxLength(400);
        stretch.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        stretch.HasIndex(x => x.SourceKey).IsUnique();
        stretch.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        stretch.Property(x => x.Plan).HasMaxLength(200);
        stretch.Property(x => x.Currency).HasMaxLength(3);
        stretch.Property(x => x.ChurnType).HasMaxLength(20);
    }
}
