using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Store.Configurations;

internal sealed class SupportCaseConfiguration : IEntityTypeConfiguration<SupportCase>
{
    public void Configure(EntityTypeBuilder<SupportCase> supportCase)
    {
        supportCase.ToTable("support_cases");
        supportCase.Property(x => x.SourceKey).HasMaxLength(400);
        supportCase.Property(x => x.Fingerprint).HasMaxLength(64);
        supportCase.Property(x => x.Agent).HasMaxLength(200);

        // The same row imported again is the same row.
        supportCase.HasIndex(x => x.SourceKey).IsUnique();
        supportCase.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
        supportCase.HasIndex(x => x.OpenedAt);
        supportCase.HasIndex(x => x.ClosedAt);
    }
}
