using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Store.Configurations;

internal sealed class SurveyResponseConfiguration : IEntityTypeConfiguration<SurveyResponse>
{
    public void Configure(EntityTypeBuilder<SurveyResponse> response)
    {
        response.ToTable("survey_responses");
        response.Property(x => x.SourceKey).HasMaxLength(400);
        response.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        response.HasIndex(x => x.SourceKey).IsUnique();
        response.Property(x => x.Round).HasMaxLength(200);
        response.Property(x => x.Respondent).HasMaxLength(400);
        response.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        response.HasOne<Contact>().WithMany().HasForeignKey(x => x.ContactId).OnDelete(DeleteBehavior.Restrict);
    }
}
