using System.Runtime.CompilerServices;
using System.Text;

namespace RetentionBot.Ingest.Reading;

/// <summary>Reads text line by line and gives up on a line that does not end; <see cref="StreamReader.ReadLineAsync(CancellationToken)"/> would not.</summary>
internal static class LineReader
{
    private const int BufferLength = 16 * 1024;

    /// <returns>Line numbers from 1 and the lines that are not blank.</returns>
    public static async IAsyncEnumerable<(int Number, string Text)> ReadAsync(Stream input, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = new StreamReader(input, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: -1, leaveOpen: true);
        var (buffer, line, number) = (new char[BufferLength], new StringBuilder(), 1);
        while (await reader.ReadAsync(buffer, ct) is var length and > 0)
        {
            var from = 0;
            while (Array.IndexOf(buffer, '\n', from, length - from) is var end and >= 0)
            {
                line.Append(buffer, from, end - from);
                if (!IsBlank(line))
                {
                    yield return (number, line.ToString());
                }

                line.Clear();
                (from, number) = (end + 1, number + 1);
            }

            line.Append(buffer, from, length - from);
            if (line.Length > InputGuard.LongestRecord)
            {
                throw InputGuard.TooLong(number);
            }
        }

        if (!IsBlank(line))
        {
            yield return (number, line.ToString());
        }
    }

    private static bool IsBlank(StringBuilder line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (!char.IsWhiteSpace(line[i]))
            {
                return false;
            }
        }

        return true;
    }
}
