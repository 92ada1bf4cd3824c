using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Features.Surveys;

/// <summary>How surveys go out here.</summary>
/// <param name="Budget">How often one person may be contacted.</param>
/// <param name="AnswerDays">Days that answers are taken after the last one was asked.</param>
/// <param name="RequiresConsent">Whether only those are asked whose consent the data hold; else all but those who took it back.</param>
/// <param name="KeepMonths">Months after which an answer loses its name and its comment; the score stays, for the figures.</param>
/// <param name="AsksAfterCases">Whether somebody is asked how it went once their support case is closed.</param>
internal sealed record SurveySettings(BudgetLimits Budget, int AnswerDays, bool RequiresConsent, int KeepMonths, bool AsksAfterCases = true)
{
    public static SurveySettings Default { get; } = new(new BudgetLimits(), AnswerDays: 14, RequiresConsent: false, KeepMonths: 24);

    /// <summary>The end of answering where the last one was asked on a day.</summary>
    public DateTimeOffset EndOfAnswers(DateOnly lastAsked, Workspace workspace) => workspace.StartOf(lastAsked.AddDays(AnswerDays + 1));

    /// <summary>Whether somebody may be asked, by what the data say of their consent.</summary>
    public bool AllowsAsking(Contact contact) => AllowsAsking(contact.HasConsented);

    /// <inheritdoc cref="AllowsAsking(Contact)"/>
    /// <param name="hasConsented">See <see cref="Contact.HasConsented"/>.</param>
    public bool AllowsAsking(bool? hasConsented) => hasConsented ?? !RequiresConsent;
}
