using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox_messages");
        message.Property(x => x.ConversationKey).HasMaxLength(500);
        message.Property(x => x.Subject).HasMaxLength(200);
        message.Property(x => x.LastError).HasMaxLength(400);

        // A row is claimed by one dispatcher only.
        message.Property(x => x.State).IsConcurrencyToken();

        // The dispatcher asks for what is due, again and again.
        message.HasIndex(x => new { x.State, x.DueAt });

        // And whether an earlier one of the conversation is still on its way: few rows are, whatever the history.
        message.HasIndex(x => new { x.ConversationKey, x.Id }).HasFilter("state IN (1, 2)");
    }
}
