using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class ErasedPersonConfiguration : IEntityTypeConfiguration<ErasedPerson>
{
    public void Configure(EntityTypeBuilder<ErasedPerson> person)
    {
        person.ToTable("erased_people");
        person.HasKey(x => x.KeyHash);
        person.Property(x => x.KeyHash).HasMaxLength(64);
    }
}
