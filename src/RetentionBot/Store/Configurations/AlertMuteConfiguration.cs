using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class AlertMuteConfiguration : IEntityTypeConfiguration<AlertMute>
{
    public void Configure(EntityTypeBuilder<AlertMute> mute)
    {
        mute.ToTable("alert_mutes");
        mute.Property(x => x.By).HasMaxLength(200);
        mute.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        mute.HasIndex(x => x.CustomerId).IsUnique();
    }
}
