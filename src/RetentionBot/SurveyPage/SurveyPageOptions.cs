using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RetentionBot.SurveyPage;

/// <summary>The section <c>RetentionBot:SurveyPage</c>: how often the page may be asked for.</summary>
internal sealed class SurveyPageOptions
{
    public const string Section = "RetentionBot:SurveyPage";

    /// <summary>Requests a minute from one client; an office behind one address is one client.</summary>
    [Range(10, 100_000, ErrorMessage = "RetentionBot:SurveyPage:PerClient must be between 10 and 100000 requests a minute.")]
    public int PerClient { get; init; } = 300;

    /// <summary>Requests a minute for one link, whoever makes them.</summary>
    [Range(10, 10_000, ErrorMessage = "RetentionBot:SurveyPage:PerLink must be between 10 and 10000 requests a minute.")]
    public int PerLink { get; init; } = 60;
}

[OptionsValidator]
internal sealed partial class SurveyPageOptionsValidator : IValidateOptions<SurveyPageOptions>;
