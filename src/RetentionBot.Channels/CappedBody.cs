using Microsoft.AspNetCore.Http;

namespace RetentionBot.Channels;

/// <summary>Reads a request's body byte for byte, and no further than a limit.</summary>
public static class CappedBody
{
    /// <param name="request">Whose body has not been read yet.</param>
    /// <param name="most">Bytes.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Null when the body is larger, whatever length it announced; no more than the limit is ever held.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        return request.ContentLength is { } length ? await ReadAsync(request.Body, (int)length, ct) : await ReadChunksAsync(request.Body, most, ct);
    }

    private static async Task<byte[]?> ReadAsync(Stream body, int length, CancellationToken ct)
    {
        var bytes = new byte[length];
        var read = await body.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, ct);
        return read == length ? bytes : bytes[..read];
    }

    private static async Task<byte[]?> ReadChunksAsync(Stream source, int most, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int count;
        while ((count = await source.ReadAsync(chunk, ct)) > 0)
        {
            if (body.Length + count > most)
            {
                return null;
            }

            body.Write(chunk, 0, count);
        }

        return body.ToArray();
    }
}
