using System.Text.RegularExpressions;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot:Surveys</c>.</summary>
internal sealed partial class SurveyOptions
{
    private const int LongestText = 300;
    private const string Link = "{link}";

    /// <summary>Whether somebody is asked how it went once their support case is closed.</summary>
    public bool AskAfterCases { get; init; } = SurveySettings.Default.AsksAfterCases;

    /// <summary>Whether only those are asked whose consent the data hold.</summary>
    public bool RequireConsent { get; init; } = SurveySettings.Default.RequiresConsent;

    /// <summary>Days that answers are taken after the last one was asked.</summary>
    public int AnswerDays { get; init; } = SurveySettings.Default.AnswerDays;

    /// <summary>Months after which an answer loses its name and its comment.</summary>
    public int KeepMonths { get; init; } = SurveySettings.Default.KeepMonths;

    public SurveyBudgetOptions Budget { get; init; } = new();

    /// <summary>What customers are told in other words than ours: by language, <c>en</c> or <c>nl</c>, then by key, e.g. <c>nps.follow.promoter</c>.</summary>
    public Dictionary<string, Dictionary<string, string>> Texts { get; init; } = [];

    /// <summary>The texts as surveys use them; only after <see cref="Faults"/> found nothing.</summary>
    public SurveyTexts ToTexts() => new(Texts.ToDictionary(
        language => language.Key.ToLowerInvariant(),
        language => (IReadOnlyDictionary<string, string>)language.Value.ToDictionary(text => text.Key.ToLowerInvariant(), text => text.Value, StringComparer.Ordinal),
        StringComparer.Ordinal));

    /// <summary>The rest as surveys use it; only after <see cref="Faults"/> found nothing.</summary>
    public SurveySettings ToSettings() => new(Budget.ToLimits(), AnswerDays, RequireConsent, KeepMonths, AskAfterCases);

    /// <summary>What is wrong, each in a sentence that says what to do.</summary>
    public IEnumerable<string> Faults() => NumberFaults().Concat(TextFaults());

    private IEnumerable<string> NumberFaults()
    {
        (bool IsWrong, string Sentence)[] checks =
        [
            (AnswerDays is < 1 or > 90, "AnswerDays is a number of days from 1 to 90, for example 14."),
            (KeepMonths is < 1 or > 120, "KeepMonths is a number of months from 1 to 120, for example 24."),
            (Budget.Nps is < 1 or > 730, "Budget:Nps is a number of days from 1 to 730, for example 90."),
            (Budget.Csat is < 1 or > 365, "Budget:Csat is a number of days from 1 to 365, for example 30."),
            (Budget.Other is < 1 or > 365, "Budget:Other is a number of days from 1 to 365, for example 30."),
            (Budget.Any is < 1 or > 90, "Budget:Any is a number of days from 1 to 90, for example 7."),
            (Budget.KeptForNps is < 0 or > 90, "Budget:KeptForNps is a number of days from 0 to 90, for example 7."),
        ];
        return checks.Where(check => check.IsWrong).Select(check => $"RetentionBot:Surveys:{check.Sentence}");
    }

    private IEnumerable<string> TextFaults() =>
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
        if (known.Contains(Link, StringComparer.Ordinal) && !words.Contains(Link, StringComparison.Ordinal))
        {
            return $"must keep the place {Link}, or there would be nothing to follow.";
        }

        return Places(words).Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? $"has the place {unknown}, which is filled with nothing; {(known.Count == 0 ? "take it out" : $"use {string.Join(", ", known)}")}."
            : null;
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Place();
}

/// <summary>The section <c>RetentionBot:Surveys:Budget</c>: days between two contacts with one person.</summary>
internal sealed class SurveyBudgetOptions
{
    private static readonly BudgetLimits Usual = new();

    public int Nps { get; init; } = Usual.Of(OutreachKinds.Nps);

    public int Csat { get; init; } = Usual.Of(OutreachKinds.Csat);

    /// <summary>Of any other kind.</summary>
    public int Other { get; init; } = Usual.OtherKinds;

    /// <summary>Between any two contacts.</summary>
    public int Any { get; init; } = Usual.AnyKind;

    /// <summary>So many days before an NPS question that is planned nothing else is asked.</summary>
    public int KeptForNps { get; init; } = Usual.KeptForNps;

    public BudgetLimits ToLimits() => new()
    {
        ByKind = new Dictionary<string, int>(StringComparer.Ordinal) { [OutreachKinds.Nps] = Nps, [OutreachKinds.Csat] = Csat },
        OtherKinds = Other,
        AnyKind = Any,
        KeptForNps = KeptForNps,
    };
}
