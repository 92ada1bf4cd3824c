using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class ChecklistPlanConfiguration : IEntityTypeConfiguration<ChecklistPlan>
{
    public void Configure(EntityTypeBuilder<ChecklistPlan> plan)
    {
        plan.ToTable("checklist_plans");
        plan.Property(x => x.Key).HasMaxLength(ChecklistPlan.LongestName);
        plan.Property(x => x.Name).HasMaxLength(ChecklistPlan.LongestName);
        plan.Property(x => x.PlaceKey).HasMaxLength(500);
        plan.Ignore(x => x.Schedule);
        plan.Property(x => x.Version).IsConcurrencyToken();
        plan.HasIndex(x => x.Key).IsUnique();
        plan.OwnsMany(x => x.Checks, check =>
        {
            check.ToTable("planned_checks");
            check.HasKey(x => x.Id);
            check.WithOwner().HasForeignKey("PlanId");
            check.Property(x => x.Check).HasMaxLength(40);
            check.Property(x => x.Words).HasMaxLength(ChecklistItem.LongestWords);
            check.Property(x => x.OwnerName).HasMaxLength(200);
            check.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.SetNull);
            check.HasIndex("PlanId", nameof(PlannedCheck.Position)).IsUnique();
        });
        plan.Navigation(x => x.Checks).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
