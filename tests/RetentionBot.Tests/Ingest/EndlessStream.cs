namespace RetentionBot.Tests.Ingest;

/// <summary>A text that begins and then goes on with the letter x; reading 64 MiB of it fails the test.</summary>
internal sealed class EndlessStream(byte[] beginning) : Stream
{
    private const long Enough = 64L << 20;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => long.MaxValue;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Position.ShouldBeLessThan(Enough);
        for (var i = 0; i < count; i++, Position++)
        {
            buffer[offset + i] = Position < beginning.Length ? beginning[Position] : (byte)'x';
        }

        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();
}
