using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Store.Configurations;

internal sealed class OptOutConfiguration : IEntityTypeConfiguration<OptOut>
{
    public void Configure(EntityTypeBuilder<OptOut> optOut)
    {
        optOut.ToTable("opt_outs");
        optOut.Property(x => x.AddressHash).HasMaxLength(64);
        optOut.Property(x => x.Source).HasMaxLength(40);
        optOut.HasOne<Contact>().WithMany().HasForeignKey(x => x.ContactId).OnDelete(DeleteBehavior.SetNull);
        optOut.HasIndex(x => x.AddressHash);
    }
}
