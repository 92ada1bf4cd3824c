using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> conversation)
    {
        conversation.ToTable("conversations");
        conversation.Property(x => x.Key).HasMaxLength(500);
        conversation.HasIndex(x => x.Key).IsUnique();
        conversation.Property(x => x.ChannelId).HasMaxLength(20);
        conversation.Property(x => x.Language).HasMaxLength(10);
        conversation.Property(x => x.InactiveBecause).HasMaxLength(100);

        // Each turn asks whether any place was lost with its workspace, and next to none ever is.
        conversation.HasIndex(x => x.InactiveBecause).HasFilter("NOT is_active");
    }
}
