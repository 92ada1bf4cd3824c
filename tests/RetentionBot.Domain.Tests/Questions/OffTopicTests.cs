using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions;

public sealed class OffTopicTests
{
    [Fact]
    public void Small_talk_causes_forecasts_commands_and_tricks_never_give_a_number()
    {
        string[] texts = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Questions", "off-topic.txt")).Where(line => line.Length > 0)];

        texts.Length.ShouldBeGreaterThan(100);
        texts.Where(text => Asking.Ask(text).Intent is not (Intent.Unknown or Intent.Help)).ShouldBeEmpty();
    }

    [Fact]
    public void Nor_do_they_after_a_question()
    {
        var context = Asking.ChurnInOctober;
        string[] texts = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Questions", "off-topic.txt")).Where(line => line.Length > 0)];

        texts.Where(text => Asking.Ask(text, context).Intent is not (Intent.Unknown or Intent.Help)).ShouldBeEmpty();
    }
}
