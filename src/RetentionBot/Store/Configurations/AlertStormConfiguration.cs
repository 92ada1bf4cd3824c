using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class AlertStormConfiguration : IEntityTypeConfiguration<AlertStorm>
{
    public void Configure(EntityTypeBuilder<AlertStorm> storm)
    {
        storm.ToTable("alert_storms");
        storm.Property(x => x.Id).ValueGeneratedNever();
        storm.Property(x => x.ConversationKey).HasMaxLength(500);
        storm.HasIndex(x => new { x.ConversationKey, x.LastAt });
    }
}
