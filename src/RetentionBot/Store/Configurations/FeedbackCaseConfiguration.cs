using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Store.Configurations;

internal sealed class FeedbackCaseConfiguration : IEntityTypeConfiguration<FeedbackCase>
{
    public void Configure(EntityTypeBuilder<FeedbackCase> feedback)
    {
        feedback.ToTable("feedback_cases");
        feedback.Property(x => x.Id).ValueGeneratedNever();
        feedback.Property(x => x.OwnerName).HasMaxLength(200);
        feedback.Property(x => x.ContactedBy).HasMaxLength(200);
        feedback.Property(x => x.ActionBy).HasMaxLength(200);
        feedback.Property(x => x.ActionNote).HasMaxLength(FeedbackCase.LongestNote);
        feedback.Property(x => x.ToldBy).HasMaxLength(200);
        feedback.Property(x => x.ClosedBy).HasMaxLength(200);
        feedback.Ignore(x => x.DueAt);
        feedback.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.SetNull);
        feedback.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        feedback.HasOne<Contact>().WithMany().HasForeignKey(x => x.ContactId).OnDelete(DeleteBehavior.Restrict);

        // Two people pressing at once: the second save fails and the turn is run again.
        feedback.Property(x => x.Version).IsConcurrencyToken();

        // One case per answer, whatever happens twice.
        feedback.HasIndex(x => x.InvitationId).IsUnique();
    }
}
