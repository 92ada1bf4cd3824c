namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>Where blocks are shown, and how much Slack takes there.</summary>
/// <param name="Blocks">The most blocks.</param>
/// <param name="Bytes">The most all of them may have together, as UTF-8 JSON.</param>
/// <param name="HasDataBlocks">Whether tables and charts have blocks of their own there.</param>
internal sealed record Surface(int Blocks, int Bytes, bool HasDataBlocks)
{
    public static Surface Message { get; } = new(Blocks: 50, Bytes: 13_000, HasDataBlocks: true);

    /// <summary>A message for a workspace that the newer blocks have not reached yet.</summary>
    public static Surface OlderMessage { get; } = Message with { HasDataBlocks = false };

    /// <summary>Slack takes 250 kB for the whole window; the rest is for what stands around the blocks.</summary>
    public static Surface Modal { get; } = new(Blocks: 100, Bytes: 240_000, HasDataBlocks: false);
}
