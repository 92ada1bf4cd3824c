using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class DirectLineActivityConfiguration : IEntityTypeConfiguration<DirectLineActivity>
{
    public void Configure(EntityTypeBuilder<DirectLineActivity> activity)
    {
        activity.ToTable("direct_line_activities");
        activity.HasKey(x => x.Sequence);
        activity.Property(x => x.ConversationId).HasMaxLength(200);
        activity.Property(x => x.ActivityId).HasMaxLength(200);
        activity.HasIndex(x => new { x.ConversationId, x.Sequence });
    }
}
