using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>
/// The HTTP answer to a pressed <c>Action.Execute</c>: always status 200, what happened is in the body. The sentences here are for when the application gave
/// none.
/// </summary>
internal static class InvokeAnswer
{
    private const string Message = "application/vnd.microsoft.activity.message";
    private const string Error = "application/vnd.microsoft.error";

    /// <param name="answer">How the delivery stands.</param>
    /// <param name="locale">The person's language, for sentences the application gave none for.</param>
    /// <param name="isRefresh">
    /// The client asked by itself: nobody waits for a sentence, and one would pop up unasked. The protocol has no answer that says nothing but the empty one.
    /// </param>
    public static IResult For(TurnAnswer answer, string? locale, bool isRefresh) => answer switch
    {
        { HasFailed: true } => Failed(
            500, "InternalServerError", answer.Notice ?? In(locale, "Something went wrong. Please try again.", "Er ging iets mis. Probeer het opnieuw.")),
        { Form: { } form } when FormCard.Show(form).Card is { } card => Body(200, Attachment.AdaptiveCard, TeamsCard.Fit(card)),
        { Card: { } card } => Body(200, Attachment.AdaptiveCard, TeamsCard.Fit(card)),
        _ when isRefresh => Body(200, Message, ""),
        { Notice: { Length: > 0 } notice } => Body(200, Message, notice),
        { IsFinished: false } => Body(200, Message, In(locale, "Working on it…", "Ik ben ermee bezig…")),
        _ => Body(200, Message, In(locale, "Done.", "Gedaan.")),
    };

    public static IResult Malformed(string? locale) =>
        Failed(400, "BadRequest", In(locale, "This button could not be understood.", "Deze knop kon niet worden begrepen."));

    private static IResult Failed(int status, string code, string message) => Body(status, Error, new JsonObject { ["code"] = code, ["message"] = message });

    private static IResult Body(int status, string type, JsonNode value) =>
        Results.Json(new InvokeResponse(status, type, value), WireJson.Default.InvokeResponse);

    private static string In(string? locale, string english, string dutch) =>
        locale?.StartsWith("nl", StringComparison.OrdinalIgnoreCase) == true ? dutch : english;
}
