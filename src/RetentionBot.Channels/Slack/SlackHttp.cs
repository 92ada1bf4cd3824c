using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace RetentionBot.Channels.Slack;

/// <summary>Slack's signed requests in the shape in which a socket brings them, and the acknowledgement as an HTTP answer.</summary>
internal static class SlackHttp
{
    public static async Task<IResult> EventAsync(ReadOnlyMemory<byte> body, SlackEvents events, CancellationToken ct) => SlackJson.TryParse(body) switch
    {
        null => Results.BadRequest(),
        { } request when request.Text("type") == "url_verification" => Results.Text(request.Text("challenge"), "text/plain"),
        { } request => Result(await events.HandleAsync(request, ct)),
    };

    public static async Task<IResult> InteractionAsync(ReadOnlyMemory<byte> body, SlackInteractions interactions, CancellationToken ct)
    {
        var form = Form(body);
        if (IsProbe(form))
        {
            return Results.Ok();
        }

        return form.TryGetValue("payload", out var payload) && SlackJson.TryParse(Encoding.UTF8.GetBytes(payload.ToString())) is { } request
            ? Result(await interactions.HandleAsync(request, ct))
            : Results.BadRequest();
    }

    public static async Task<IResult> CommandAsync(ReadOnlyMemory<byte> body, SlackCommands commands, CancellationToken ct)
    {
        var form = Form(body);
        return IsProbe(form)
            ? Results.Ok()
            : Result(await commands.HandleAsync(JsonSerializer.SerializeToElement(form.ToDictionary(field => field.Key, field => field.Value.ToString())), ct));
    }

    private static Dictionary<string, StringValues> Form(ReadOnlyMemory<byte> body) => QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));

    /// <summary>Slack looks now and then whether the certificate is in order.</summary>
    private static bool IsProbe(Dictionary<string, StringValues> form) => form.ContainsKey("ssl_check");

    private static IResult Result(SlackAck ack) => ack switch
    {
        { IsTaken: false } => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
        { Body: { } body } => Results.Json(body),
        _ => Results.Ok(),
    };
}
