using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class IdentityConfiguration : IEntityTypeConfiguration<Identity>
{
    public void Configure(EntityTypeBuilder<Identity> identity)
    {
        identity.ToTable("identities");
        identity.Property(x => x.PersonKey).HasMaxLength(500);
        identity.HasIndex(x => x.PersonKey).IsUnique();
        identity.Property(x => x.UserId).HasMaxLength(300);
        identity.Property(x => x.PersonalConversationKey).HasMaxLength(500);
        identity.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.StaffMemberId).OnDelete(DeleteBehavior.SetNull);
        identity.HasOne<Contact>().WithMany().HasForeignKey(x => x.ContactId).OnDelete(DeleteBehavior.SetNull);
    }
}
