using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;

namespace RetentionBot.Store.Configurations;

internal sealed class PaymentEventConfiguration : IEntityTypeConfiguration<PaymentEvent>
{
    public void Configure(EntityTypeBuilder<PaymentEvent> payment)
    {
        payment.ToTable("payment_events");
        payment.Property(x => x.SourceKey).HasMaxLength(400);
        payment.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        payment.HasIndex(x => x.SourceKey).IsUnique();
        payment.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        payment.Property(x => x.InvoiceId).HasMaxLength(200);
        payment.Property(x => x.Currency).HasMaxLength(3);
        payment.HasIndex(x => x.InvoiceId);
    }
}
