using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("contacts");
        contact.Property(x => x.SourceKey).HasMaxLength(400);
        contact.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        contact.HasIndex(x => x.SourceKey).IsUnique();
        contact.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        contact.Property(x => x.Email).HasMaxLength(320);
        contact.HasIndex(x => x.Email);
        contact.Property(x => x.ConsentSource).HasMaxLength(200);
    }
}
