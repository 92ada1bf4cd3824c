namespace RetentionBot.Domain.Questions;

/// <summary>Understands questions about the figures, in English and Dutch, by fixed rules.</summary>
/// <remarks>
/// A word that was not understood and could change the number is never passed over: the question is refused and the word named. A question with several
/// meanings is refused as <see cref="UnknownReason.Ambiguous"/>, with the meanings as <see cref="QuestionReading.Choices"/>.
/// </remarks>
public static class QuestionParser
{
    private const int MostTokens = 60;

    /// <param name="text">What the person wrote, mentions of the bot included.</param>
    /// <param name="today">The workspace's local date.</param>
    /// <param name="vocabulary">The names the workspace has.</param>
    /// <param name="context">The reading before this one in the same thread.</param>
    /// <param name="language">"en" or "nl" when it is known; null to tell it from the text.</param>
    public static QuestionReading Parse(string text, DateOnly today, QuestionVocabulary vocabulary, QuestionReading? context = null, string? language = null)
    {
        var tokens = TermReader.Tokens(text, vocabulary);
        var spoken = language ?? LanguageDetector.Detect(tokens, context?.Language ?? "en");
        if (tokens.Count is 0 or > MostTokens)
        {
            return QuestionReading.Refuse(UnknownReason.Nothing) with { Language = spoken };
        }

        var usable = context is { Intent: not (Intent.Unknown or Intent.Help) } ? context : null;
        var reading = new QuestionReader(tokens, today, usable).Read(TermReader.Read(tokens, today, vocabulary, spoken));
        return reading with { Language = spoken, Choices = reading.Choices is [] ? reading.Choices : [.. reading.Choices.Select(c => c with { Language = spoken })] };
    }
}
