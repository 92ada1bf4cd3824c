using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class InboundDeliveryConfiguration : IEntityTypeConfiguration<InboundDelivery>
{
    public void Configure(EntityTypeBuilder<InboundDelivery> delivery)
    {
        delivery.ToTable("inbound_deliveries");
        delivery.Property(x => x.Key).HasMaxLength(600);
        delivery.Property(x => x.ConversationKey).HasMaxLength(500);

        // It is finished once, whoever else has taken it up.
        delivery.Property(x => x.State).IsConcurrencyToken();

        // The same delivery again has no second effect.
        delivery.HasIndex(x => x.Key).IsUnique();

        // What a crash left behind, in order.
        delivery.HasIndex(x => new { x.State, x.Id });
    }
}
