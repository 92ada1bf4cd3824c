namespace RetentionBot.Domain.Kpis;

/// <summary>Names of the feeds that bring facts in. A feed that was never connected has no data date.</summary>
public static class Feeds
{
    public const string Subscriptions = "subscriptions";
    public const string Responses = "responses";
    public const string Usage = "usage";
    public const string Cases = "cases";
}
