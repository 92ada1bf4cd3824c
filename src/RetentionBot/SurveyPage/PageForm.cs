using Microsoft.AspNetCore.Http.Features;

namespace RetentionBot.SurveyPage;

/// <summary>Takes the form that a page sent, no larger than it may be; whatever it is sent as.</summary>
internal static class PageForm
{
    /// <summary>Reads the body into the request's form; what is no form is an empty one.</summary>
    /// <param name="http">The request, its body not read yet.</param>
    /// <param name="most">Bytes.</param>
    /// <returns>The status to answer instead; null when all is well.</returns>
    public static async Task<int?> TakeAsync(HttpContext http, int most)
    {
        if (await Channels.CappedBody.ReadAsync(http.Request, most, http.RequestAborted) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        http.Request.Body = new MemoryStream(body);
        try
        {
            http.Request.Form = http.Request.HasFormContentType
                ? await http.Request.ReadFormAsync(new FormOptions { ValueLengthLimit = most, ValueCountLimit = 20 }, http.RequestAborted)
                : FormCollection.Empty;
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }
}
