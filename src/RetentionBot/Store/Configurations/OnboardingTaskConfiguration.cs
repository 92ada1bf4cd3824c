using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Onboarding;

namespace RetentionBot.Store.Configurations;

internal sealed class OnboardingTaskConfiguration : IEntityTypeConfiguration<OnboardingTask>
{
    public void Configure(EntityTypeBuilder<OnboardingTask> task)
    {
        task.ToTable("onboarding_tasks");
        task.Property(x => x.Task).HasMaxLength(100);
        task.Property(x => x.DoneBy).HasMaxLength(200);
        task.Property(x => x.DroppedBy).HasMaxLength(200);
        task.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        task.Property(x => x.Version).IsConcurrencyToken();
        task.HasIndex(x => new { x.CustomerId, x.Task }).IsUnique();
        task.HasIndex(x => x.DueOn);
    }
}
