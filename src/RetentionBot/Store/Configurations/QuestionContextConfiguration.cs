using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class QuestionContextConfiguration : IEntityTypeConfiguration<QuestionContext>
{
    public void Configure(EntityTypeBuilder<QuestionContext> context)
    {
        context.ToTable("question_contexts");
        context.Property(x => x.ThreadKey).HasMaxLength(700);
        context.Property(x => x.PersonKey).HasMaxLength(500);
        context.Property(x => x.ProofCode).HasMaxLength(6);
        context.HasIndex(x => new { x.ThreadKey, x.PersonKey }).IsUnique();
        context.HasIndex(x => x.ExpiresAt);
    }
}
