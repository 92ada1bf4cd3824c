using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>What surveys say to those who are asked: ours, or the words a company put in their place.</summary>
/// <param name="own">By language and key without <see cref="Root"/>; from <c>RetentionBot:Surveys:Texts</c>.</param>
internal sealed class SurveyTexts(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> own)
{
    /// <summary>How the keys of all texts about surveys begin.</summary>
    public const string Root = "survey.";

    /// <summary>How the keys begin, after the root, of what the asked person reads.</summary>
    private static readonly string[] Sections = ["nps.", "csat.", "say.", "mail."];

    /// <summary>Nothing is said otherwise.</summary>
    public static SurveyTexts Ours { get; } = new(new Dictionary<string, IReadOnlyDictionary<string, string>>());

    /// <summary>Whether a key, without the root, is a text that may be put in other words.</summary>
    public static bool IsEditable(string key) => Array.Exists(Sections, s => key.StartsWith(s, StringComparison.Ordinal)) && Texts.For(Texts.English).Has(Root + key);

    public SurveyWords In(Texts texts) => new(texts, own.GetValueOrDefault(texts.Language));
}

/// <summary>What surveys say in one language.</summary>
internal sealed class SurveyWords(Texts texts, IReadOnlyDictionary<string, string>? own)
{
    public Texts Texts => texts;

    /// <summary>As <see cref="Text.Texts.Say"/>, in the company's own words where there are any.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) =>
        own?.GetValueOrDefault(key[SurveyTexts.Root.Length..]) is { } words ? texts.Fill(words, values) : texts.Say(key, values);
}
