using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class KpiProofConfiguration : IEntityTypeConfiguration<KpiProof>
{
    public void Configure(EntityTypeBuilder<KpiProof> proof)
    {
        proof.ToTable("kpi_proofs");
        proof.Property(x => x.Code).HasMaxLength(6);
        proof.Property(x => x.By).HasMaxLength(500);

        // A code drawn twice fails the save, and the turn is run again with another.
        proof.HasIndex(x => x.Code).IsUnique();
    }
}
