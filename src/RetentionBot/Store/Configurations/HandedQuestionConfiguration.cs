using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store.Configurations;

internal sealed class HandedQuestionConfiguration : IEntityTypeConfiguration<HandedQuestion>
{
    public void Configure(EntityTypeBuilder<HandedQuestion> question)
    {
        question.ToTable("handed_questions");
        question.Property(x => x.AskedBy).HasMaxLength(500);
        question.Property(x => x.AskerName).HasMaxLength(200);
        question.Property(x => x.ChannelId).HasMaxLength(20);
        question.Property(x => x.Place).HasMaxLength(300);
        question.Property(x => x.Language).HasMaxLength(10);

        // Passed on once, whoever looks at the same time.
        question.Property(x => x.PassedOnAt).IsConcurrencyToken();
        question.HasIndex(x => x.DueAt).HasFilter("passed_on_at IS NULL");
    }
}
