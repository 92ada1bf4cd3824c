using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Store.Configurations;

internal sealed class OutreachConfiguration : IEntityTypeConfiguration<Outreach>
{
    public void Configure(EntityTypeBuilder<Outreach> outreach)
    {
        outreach.ToTable("outreach");
        outreach.Property(x => x.Kind).HasMaxLength(40);
        outreach.Property(x => x.Reference).HasMaxLength(420);
        outreach.HasOne<Contact>().WithMany().HasForeignKey(x => x.ContactId).OnDelete(DeleteBehavior.Cascade);

        // Two who would make the same contact: the second save fails.
        outreach.Property(x => x.Version).IsConcurrencyToken();

        // Nobody is contacted twice about one thing.
        outreach.HasIndex(x => new { x.ContactId, x.Kind, x.Reference }).IsUnique();

        // A wave asks for what is planned for a day.
        outreach.HasIndex(x => new { x.Reference, x.State, x.PlannedFor });
    }
}
