using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class HealthProgressConfiguration : IEntityTypeConfiguration<HealthProgress>
{
    public void Configure(EntityTypeBuilder<HealthProgress> progress)
    {
        progress.ToTable("health_progress");
        progress.Property(x => x.Id).ValueGeneratedNever();
    }
}
