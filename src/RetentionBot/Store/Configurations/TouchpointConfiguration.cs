using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class TouchpointConfiguration : IEntityTypeConfiguration<Touchpoint>
{
    public void Configure(EntityTypeBuilder<Touchpoint> touchpoint)
    {
        touchpoint.ToTable("touchpoints");
        touchpoint.Property(x => x.Step).HasMaxLength(100);
        touchpoint.Property(x => x.EndedBy).HasMaxLength(200);
        touchpoint.Property(x => x.Note).HasMaxLength(Touchpoint.LongestNote);
        touchpoint.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        touchpoint.Property(x => x.Version).IsConcurrencyToken();
        touchpoint.HasIndex(x => new { x.CustomerId, x.Step }).IsUnique();
        touchpoint.HasIndex(x => new { x.State, x.DueOn });
    }
}
