using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class SampleStateConfiguration : IEntityTypeConfiguration<SampleState>
{
    public void Configure(EntityTypeBuilder<SampleState> sample)
    {
        sample.ToTable("sample_state");
        sample.Property(x => x.Id).ValueGeneratedNever();
    }
}
