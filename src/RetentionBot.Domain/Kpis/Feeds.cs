namespace RetentionBot.Domain.Kpis;

/// <summary>Names of the feeds that bring facts in. A feed that was never connected has no data date.</summary>
public static class Feeds
{
    public const string Subscriptions = "subscriptions";
    public const string Orders = "orders";
    public const string Responses = "responses";
    public const string Usage = "usage";
    public const string Cases = "cases";

    /// <summary>Scores that were computed here; connected once there is one.</summary>
    public const string HealthScores = "health_scores";

    /// <summary>Surveys that were sent from here; connected once there is one, and never late.</summary>
    public const string Invitations = "invitations";

    /// <summary>Onboarding lists kept here; connected once there is one, and never late.</summary>
    public const string Onboarding = "onboarding";
}
