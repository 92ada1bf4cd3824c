using RetentionBot.Domain.Surveys;

namespace RetentionBot.Features.Turns;

/// <summary>What else happens when a contact answers here or changes their answer, wherever they did; in the save that keeps it. Imported answers and tests are no news.</summary>
internal interface IAnswerListener
{
    /// <param name="invitation">With the answer as it is now.</param>
    /// <param name="customerId">Whose contact answered.</param>
    /// <param name="ct">Stops the look-ups.</param>
    Task OnAnsweredAsync(SurveyInvitation invitation, long customerId, CancellationToken ct);
}
