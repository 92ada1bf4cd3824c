namespace RetentionBot.Channels.BotFramework;

/// <summary>How the bot is registered in Azure; decides where its own tokens come from. What it receives is checked the same way for all three.</summary>
public enum BotAppType
{
    /// <summary>An app registration in the company's own tenant, with a secret.</summary>
    SingleTenant,

    /// <summary>An app registration usable from every tenant, with a secret. New ones can no longer be made; old ones keep working.</summary>
    MultiTenant,

    /// <summary>A user-assigned managed identity: no secret.</summary>
    UserAssignedMSI,
}

/// <summary>The Microsoft Teams channel, section <c>BotFramework</c>. Without an <see cref="AppId"/> the channel refuses every request.</summary>
public sealed class BotFrameworkOptions
{
    public const string Section = "BotFramework";

    public BotAppType AppType { get; init; } = BotAppType.SingleTenant;

    /// <summary>Application (client) id of the bot. Empty: Teams is not connected.</summary>
    public string AppId { get; init; } = "";

    /// <summary>Client secret of the app registration; not used by a managed identity.</summary>
    public string? AppPassword { get; init; }

    /// <summary>The company's Entra tenant. Required with an app id: what comes from any other tenant is refused.</summary>
    public string? TenantId { get; init; }

    /// <summary>Further tenants of the same company.</summary>
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];

    /// <summary>
    /// Lets requests without any token in, for a local emulator: only in environment Development, only without an <see cref="AppId"/>, and only when they come
    /// from this very machine and name a service on it.
    /// The start is refused with this switch on anywhere else.
    /// </summary>
    public bool AllowAnonymousInDevelopment { get; init; }

    /// <summary>OpenID metadata of the service that signs what Teams sends. Plain http is taken on a loopback address only.</summary>
    public string OpenIdMetadataUrl { get; init; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Issuer its tokens must carry, exactly.</summary>
    public string TokenIssuer { get; init; } = "https://api.botframework.com";

    /// <summary>Hosts the bot may send its token to, besides Microsoft's own. <c>*.example.com</c> covers every host below example.com.</summary>
    public IReadOnlyList<string> AllowedServiceHosts { get; init; } = [];

    /// <summary>Where a call is made once more when Teams says that the tenant lives in the US government's community cloud (GCC).</summary>
    public string GccServiceUrl { get; init; } = "https://smba.infra.gcc.teams.microsoft.com/gcc";

    /// <summary>How long one call to Teams may take before it counts as unanswered.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
