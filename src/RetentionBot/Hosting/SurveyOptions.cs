using System.Text.RegularExpressions;
using RetentionBot.Features.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot:Surveys</c>.</summary>
internal sealed partial class SurveyOptions
{
    private const int LongestText = 300;

    /// <summary>What customers are told in other words than ours: by language, <c>en</c> or <c>nl</c>, then by key, e.g. <c>nps.follow.promoter</c>.</summary>
    public Dictionary<string, Dictionary<string, string>> Texts { get; init; } = [];

    /// <summary>The texts as surveys use them; only after <see cref="Faults"/> found nothing.</summary>
    public SurveyTexts ToTexts() => new(Texts.ToDictionary(
        language => language.Key.ToLowerInvariant(),
        language => (IReadOnlyDictionary<string, string>)language.Value.ToDictionary(text => text.Key.ToLowerInvariant(), text => text.Value, StringComparer.Ordinal),
        StringComparer.Ordinal));

    /// <summary>What is wrong, each in a sentence that says what to do.</summary>
    public IEnumerable<string> Faults() =>
        from language in Texts
        from text in language.Value.DefaultIfEmpty(KeyValuePair.Create("", ""))
        let fault = Fault(language.Key.ToLowerInvariant(), text.Key.ToLowerInvariant(), text.Value)
        where fault is not null
        select $"RetentionBot:Surveys:Texts:{language.Key}{(text.Key.Length > 0 ? $":{text.Key}" : "")} {fault}";

    private static string? Fault(string language, string key, string words)
    {
        if (!Text.Texts.Languages.Contains(language))
        {
            return "is no language I speak; use en or nl.";
        }

        if (!SurveyTexts.IsEditable(key))
        {
            return "is no text of a survey; docs/surveys.md lists them, for example nps.question.";
        }

        if (string.IsNullOrWhiteSpace(words) || words.Length > LongestText)
        {
            return $"must have 1 to {LongestText} characters.";
        }

        var known = Places(Text.Texts.For(language).Say(SurveyTexts.Root + key)).ToList();
        return Places(words).Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? $"has the place {unknown}, which is filled with nothing; {(known.Count == 0 ? "take it out" : $"use {string.Join(", ", known)}")}."
            : null;
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Place();
}
