using Microsoft.Extensions.Options;

namespace RetentionBot.Channels.BotFramework;

/// <summary>
/// Whose tenants are the company's own. The same bot can be installed in a stranger's tenant, where the stranger decides who is called what; nobody there is a
/// colleague, whatever that tenant's roster says.
/// </summary>
internal sealed class HomeTenants(IOptions<BotFrameworkOptions> options)
{
    /// <summary>Whether a conversation's tenant is one of ours. A bot without an app id speaks with the local emulator only, whose tenant is made up.</summary>
    public bool Includes(string? tenantId)
    {
        var settings = options.Value;
        return !string.IsNullOrEmpty(tenantId)
            && (settings.AppId.Length == 0 || settings.AllowedTenants.Append(settings.TenantId).Contains(tenantId, StringComparer.OrdinalIgnoreCase));
    }
}
