using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("api_keys");
        key.Property(x => x.Name).HasMaxLength(100);
        key.HasIndex(x => x.Name).IsUnique();
        key.Property(x => x.Hash).HasMaxLength(64);
        key.HasIndex(x => x.Hash).IsUnique();
    }
}
