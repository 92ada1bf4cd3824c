using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class ChecklistConfiguration : IEntityTypeConfiguration<Checklist>
{
    public void Configure(EntityTypeBuilder<Checklist> list)
    {
        list.ToTable("checklists");
        list.Property(x => x.Id).ValueGeneratedNever();
        list.Property(x => x.Turn).HasMaxLength(20);
        list.HasOne<ChecklistPlan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);

        // One list a turn, whoever else posts at the same moment.
        list.HasIndex(x => new { x.PlanId, x.Turn }).IsUnique();
        list.OwnsMany(x => x.Items, item =>
        {
            item.ToTable("checklist_items");
            item.HasKey(x => x.Id);
            item.WithOwner().HasForeignKey("ChecklistId");
            item.Property(x => x.Check).HasMaxLength(40);
            item.Property(x => x.Words).HasMaxLength(ChecklistItem.LongestWords);
            item.Property(x => x.OwnerName).HasMaxLength(200);
            item.Property(x => x.DoneBy).HasMaxLength(200);
            item.Property(x => x.Note).HasMaxLength(ChecklistItem.LongestWords);
            item.Property(x => x.NoteBy).HasMaxLength(200);
            item.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.SetNull);

            // Two people pressing at once: the second save fails and the turn is run again.
            item.Property(x => x.Version).IsConcurrencyToken();
            item.HasIndex("ChecklistId", nameof(ChecklistItem.Position)).IsUnique();
        });
        list.Navigation(x => x.Items).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
