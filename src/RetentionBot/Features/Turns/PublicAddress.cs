namespace RetentionBot.Features.Turns;

/// <summary>The address people reach the bot at, from <c>RetentionBot:PublicUrl</c>; null when it has none that they can reach.</summary>
internal sealed record PublicAddress(string? Url);
