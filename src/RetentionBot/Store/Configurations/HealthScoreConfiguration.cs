using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;

namespace RetentionBot.Store.Configurations;

internal sealed class HealthScoreConfiguration : IEntityTypeConfiguration<HealthScore>
{
    public void Configure(EntityTypeBuilder<HealthScore> score)
    {
        score.ToTable("health_scores");
        score.Property(x => x.ProfileVersion).HasMaxLength(40);
        score.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Cascade);

        // Scoring a day again rewrites it.
        score.HasIndex(x => new { x.Day, x.CustomerId }).IsUnique();
    }
}
