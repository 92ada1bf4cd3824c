namespace RetentionBot.Ingest.Reading;

/// <summary>Puts a stream that comes at its own pace into a temporary file, so that the store is not held while a slow sender sends.</summary>
internal static class Spool
{
    private const int BufferLength = 80 * 1024;

    /// <returns>A file that is gone once closed; null when the input is longer than allowed.</returns>
    /// <exception cref="NoRoomException">The folder for temporary files takes nothing.</exception>
    public static async Task<Stream?> TakeAsync(Stream input, long maxLength, CancellationToken ct)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,

            // What is written is in the file, or refused, at once.
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = Open(options);
        try
        {
            var buffer = new byte[BufferLength];
            while (await input.ReadAsync(buffer, ct) is var length and > 0)
            {
                if (file.Length + length > maxLength)
                {
                    await file.DisposeAsync();
                    return null;
                }

                await WriteAsync(file, buffer.AsMemory(0, length), ct);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static FileStream Open(FileStreamOptions options)
    {
        try
        {
            return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NoRoomException(e);
        }
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await file.WriteAsync(bytes, ct);
        }
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException)
        {
            // A limit on the length of files is told as an argument out of range.
            throw new NoRoomException(e);
        }
    }
}

/// <summary>The folder for temporary files takes nothing more. The message is a sentence for whoever sends the input.</summary>
internal sealed class NoRoomException(Exception cause)
    : IOException("There is no room to receive this, so nothing was kept. Make room in the folder for temporary files, or name another folder in the variable TMPDIR, then send it again.", cause);
