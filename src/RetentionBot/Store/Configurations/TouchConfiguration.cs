using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class TouchConfiguration : IEntityTypeConfiguration<Touch>
{
    public void Configure(EntityTypeBuilder<Touch> touch)
    {
        touch.ToTable("touches");
        touch.Property(x => x.SourceKey).HasMaxLength(400);
        touch.Property(x => x.Fingerprint).HasMaxLength(64);
        touch.Property(x => x.By).HasMaxLength(200);
        touch.Property(x => x.Note).HasMaxLength(Touch.LongestNote);

        // The same row imported again is the same row.
        touch.HasIndex(x => x.SourceKey).IsUnique();
        touch.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        touch.HasIndex(x => x.At);
    }
}
