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
        message.Property(x => x.Cause).HasMaxLength(100);
        message.Property(x => x.RecipientKey).HasMaxLength(500);
        message.Property(x => x.TargetMessageId).HasMaxLength(300);
        message.Property(x => x.SentMessageId).HasMaxLength(300);

        // A row is claimed by one dispatcher only.
        message.Property(x => x.State).IsConcurrencyToken();

        // The dispatcher asks for what is due, again and again.
        message.HasIndex(x => new { x.State, x.DueAt });

        // A channel asks for the card behind a message.
        message.HasIndex(x => new { x.ConversationKey, x.SentMessageId }).HasFilter("sent_message_id IS NOT NULL");

        // The dispatcher walks through what has not left, room by room, and asks whether an earlier one of the same subject is among it: few rows, whatever the history.
        message.HasIndex(x => new { x.ConversationKey, x.Priority, x.Id }).HasFilter("state < 3");
        message.HasIndex(x => new { x.Subject, x.ConversationKey, x.Id }).HasFilter("state < 3 AND subject IS NOT NULL");
    }
}
