using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class PostedMessageConfiguration : IEntityTypeConfiguration<PostedMessage>
{
    public void Configure(EntityTypeBuilder<PostedMessage> posted)
    {
        posted.ToTable("posted_messages");
        posted.Property(x => x.Subject).HasMaxLength(200);
        posted.Property(x => x.ConversationKey).HasMaxLength(500);
        posted.Property(x => x.MessageId).HasMaxLength(300);

        // One living message per subject and place.
        posted.HasIndex(x => new { x.Subject, x.ConversationKey }).IsUnique();
    }
}
