using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("customers");
        customer.Property(x => x.SourceKey).HasMaxLength(400);
        customer.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        customer.HasIndex(x => x.SourceKey).IsUnique();
        customer.Property(x => x.Name).HasMaxLength(400);
        customer.HasIndex(x => x.Name);
    }
}
