using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Store.Configurations;

internal sealed class SurveyWaveConfiguration : IEntityTypeConfiguration<SurveyWave>
{
    public void Configure(EntityTypeBuilder<SurveyWave> wave)
    {
        wave.ToTable("survey_waves");
        wave.Property(x => x.Round).HasMaxLength(200);
        wave.Property(x => x.Segment).HasMaxLength(200);
        wave.Property(x => x.Plan).HasMaxLength(200);
        wave.Property(x => x.PlannedBy).HasMaxLength(200);
        wave.Property(x => x.ApprovedBy).HasMaxLength(200);

        // Two leads at once: the second save fails and the turn is run again.
        wave.Property(x => x.Version).IsConcurrencyToken();
        wave.HasIndex(x => new { x.Kind, x.Round }).IsUnique();
    }
}
