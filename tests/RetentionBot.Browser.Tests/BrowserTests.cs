namespace RetentionBot.Browser.Tests;

/// <summary>The browser tests share one bot, so they run one after the other, in any order.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
