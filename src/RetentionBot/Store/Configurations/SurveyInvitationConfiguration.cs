using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Store.Configurations;

internal sealed class SurveyInvitationConfiguration : IEntityTypeConfiguration<SurveyInvitation>
{
    public void Configure(EntityTypeBuilder<SurveyInvitation> invitation)
    {
        invitation.ToTable("survey_invitations");
        invitation.Property(x => x.Round).HasMaxLength(200);
        invitation.Property(x => x.Agent).HasMaxLength(200);
        invitation.Property(x => x.TokenHash).HasMaxLength(64);
        invitation.Property(x => x.Comment).HasMaxLength(4000);
        invitation.HasOne<Contact>().WithMany().HasForeignKey(x => x.ContactId).OnDelete(DeleteBehavior.Restrict);

        // Two presses at once: the second save fails and the turn is run again.
        invitation.Property(x => x.Version).IsConcurrencyToken();

        // A link leads to one invitation.
        invitation.HasIndex(x => x.TokenHash).IsUnique().HasFilter("token_hash IS NOT NULL");

        // Nobody is asked the same question twice in one round.
        invitation.HasIndex(x => new { x.ContactId, x.Kind, x.Round }).IsUnique();
    }
}
