using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class ReferralSuggestionConfiguration : IEntityTypeConfiguration<ReferralSuggestion>
{
    public void Configure(EntityTypeBuilder<ReferralSuggestion> suggestion)
    {
        suggestion.ToTable("referral_suggestions");
        suggestion.HasKey(x => x.ContactId);
        suggestion.Property(x => x.ContactId).ValueGeneratedNever();
        suggestion.HasOne<Contact>().WithMany().HasForeignKey(x => x.ContactId).OnDelete(DeleteBehavior.Restrict);
    }
}
