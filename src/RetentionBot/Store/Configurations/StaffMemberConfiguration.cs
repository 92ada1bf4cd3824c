using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class StaffMemberConfiguration : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> staff)
    {
        staff.ToTable("staff");
        staff.Property(x => x.SourceKey).HasMaxLength(320);
        staff.Property(x => x.Fingerprint).HasMaxLength(64);

        // The same row imported again is the same row.
        staff.HasIndex(x => x.SourceKey).IsUnique();
        staff.Property(x => x.Name).HasMaxLength(200);
        staff.Ignore(x => x.Email);
    }
}
