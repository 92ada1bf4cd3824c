using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class DueTimerConfiguration : IEntityTypeConfiguration<DueTimer>
{
    public void Configure(EntityTypeBuilder<DueTimer> timer)
    {
        timer.ToTable("due_timers");
        timer.Property(x => x.Kind).HasMaxLength(60);
        timer.Property(x => x.Subject).HasMaxLength(200);

        // Two who run one that comes again: the second save fails, and with it what it did.
        timer.Property(x => x.DueAt).IsConcurrencyToken();
        timer.HasIndex(x => new { x.Kind, x.Subject }).IsUnique();
        timer.HasIndex(x => x.DueAt);
    }
}
