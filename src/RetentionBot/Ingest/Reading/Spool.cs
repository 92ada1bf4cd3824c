namespace RetentionBot.Ingest.Reading;

/// <summary>Puts a stream that comes at its own pace into a temporary file, so that the store is not held while a slow sender sends.</summary>
internal static class Spool
{
    private const int BufferLength = 80 * 1024;

    /// <returns>A file that is gone once closed; null when the input is longer than allowed.</returns>
    public static async Task<Stream?> TakeAsync(Stream input, long maxLength, CancellationToken ct)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
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

                await file.WriteAsync(buffer.AsMemory(0, length), ct);
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
}
