using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;

namespace RetentionBot.Store.Configurations;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable("orders");
        order.Property(x => x.SourceKey).HasMaxLength(400);
        order.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        order.HasIndex(x => x.SourceKey).IsUnique();
        order.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        order.Property(x => x.Currency).HasMaxLength(3);
        order.HasIndex(x => x.OrderedOn);
    }
}
