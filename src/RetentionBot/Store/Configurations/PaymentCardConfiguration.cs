using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;

namespace RetentionBot.Store.Configurations;

internal sealed class PaymentCardConfiguration : IEntityTypeConfiguration<PaymentCard>
{
    public void Configure(EntityTypeBuilder<PaymentCard> card)
    {
        card.ToTable("payment_cards");
        card.Property(x => x.SourceKey).HasMaxLength(400);
        card.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        card.HasIndex(x => x.SourceKey).IsUnique();
        card.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        card.HasIndex(x => x.ExpiresOn);
    }
}
