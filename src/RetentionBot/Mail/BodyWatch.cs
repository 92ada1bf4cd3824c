namespace RetentionBot.Mail;

/// <summary>Notes whether the text of a mail began to leave. The server takes a mail when it has all of its text: what breaks before that was not sent, what breaks after may have been.</summary>
internal sealed class BodyWatch
{
    public bool HasBegun { get; private set; }

    public Stream Watch(byte[] text) => new WatchedText(text, this);

    private sealed class WatchedText(byte[] text, BodyWatch watch) : MemoryStream(text, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            watch.HasBegun = true;
            return base.Read(buffer, offset, count);
        }

        public override int Read(Span<byte> buffer)
        {
            watch.HasBegun = true;
            return base.Read(buffer);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            watch.HasBegun = true;
            return base.ReadAsync(buffer, offset, count, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            watch.HasBegun = true;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
