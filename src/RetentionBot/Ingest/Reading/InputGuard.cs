using System.Buffers;

namespace RetentionBot.Ingest.Reading;

/// <summary>Looks at the beginning of the input: what is plainly no text is refused before anything else is tried.</summary>
internal static class InputGuard
{
    /// <summary>The longest line or record, in bytes.</summary>
    public const int LongestRecord = 1 << 20;

    private const int Looked = 8 * 1024;

    /// <summary>Control characters other than tab, line feed, vertical tab, form feed and carriage return.</summary>
    private static readonly SearchValues<byte> NotText = SearchValues.Create([.. Enumerable.Range(0, 32).Where(b => b is < 9 or > 13).Select(b => (byte)b)]);

    /// <returns>The first character that is not blank, <c>'\0'</c> when all that was looked at is blank; the stream stands where it stood.</returns>
    /// <exception cref="ImportRefusedException">Empty, binary, or UTF-16.</exception>
    public static async Task<char> LookAsync(Stream input, CancellationToken ct)
    {
        var start = input.Position;
        var buffer = new byte[Looked];
        var length = await input.ReadAtLeastAsync(buffer, Looked, throwOnEndOfStream: false, ct);
        input.Position = start;

        ReadOnlySpan<byte> seen = buffer.AsSpan(0, length);
        if (seen is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new ImportRefusedException("The input is UTF-16; save it as UTF-8.");
        }

        if (seen.ContainsAny(NotText))
        {
            throw new ImportRefusedException("The input is not text: it looks like a binary file, not CSV or NDJSON.");
        }

        var text = (seen is [0xEF, 0xBB, 0xBF, ..] ? seen[3..] : seen).Trim(" \t\r\n"u8);
        return text.Length == 0 ? length < Looked ? throw new ImportRefusedException("The input is empty.") : '\0' : (char)text[0];
    }

    public static ImportRefusedException TooLong(long line) =>
        new($"Line {line} is longer than 1 MiB, or a quote opened there is never closed. Nothing was taken.");
}
