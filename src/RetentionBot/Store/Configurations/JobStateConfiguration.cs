using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class JobStateConfiguration : IEntityTypeConfiguration<JobState>
{
    public void Configure(EntityTypeBuilder<JobState> job)
    {
        job.ToTable("job_states");
        job.HasKey(x => x.Job);
        job.Property(x => x.Job).HasMaxLength(60);
        job.Property(x => x.Error).HasMaxLength(JobState.LongestError);
        job.Property(x => x.PausedBy).HasMaxLength(200);
    }
}
