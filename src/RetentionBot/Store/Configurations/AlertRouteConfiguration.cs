using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class AlertRouteConfiguration : IEntityTypeConfiguration<AlertRoute>
{
    public void Configure(EntityTypeBuilder<AlertRoute> route)
    {
        route.ToTable("alert_routes");
        route.Property(x => x.ConversationKey).HasMaxLength(500);
        route.Property(x => x.Segment).HasMaxLength(200);
        route.Property(x => x.Owner).HasMaxLength(200);
        route.Property(x => x.Language).HasMaxLength(10);
        route.Property(x => x.Rule).HasMaxLength(40);
        route.HasIndex(x => x.ConversationKey);
    }
}
