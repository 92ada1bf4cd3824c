using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;

namespace RetentionBot.Store.Configurations;

internal sealed class HealthOverrideConfiguration : IEntityTypeConfiguration<HealthOverride>
{
    public void Configure(EntityTypeBuilder<HealthOverride> mark)
    {
        mark.ToTable("health_overrides");
        mark.Property(x => x.Reason).HasMaxLength(HealthOverride.LongestReason);
        mark.Property(x => x.SetBy).HasMaxLength(200);
        mark.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}
