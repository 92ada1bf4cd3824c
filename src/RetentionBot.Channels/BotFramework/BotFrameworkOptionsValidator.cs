using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RetentionBot.Channels.BotFramework;

internal sealed class BotFrameworkOptionsValidator(IHostEnvironment environment) : IValidateOptions<BotFrameworkOptions>
{
    public ValidateOptionsResult Validate(string? name, BotFrameworkOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(BotFrameworkOptions options)
    {
        if (options.AllowAnonymousInDevelopment && !environment.IsDevelopment())
        {
            yield return "BotFramework:AllowAnonymousInDevelopment is on, but the environment is not Development: anybody could speak to the bot. Turn it off.";
        }

        if (options.AppId.Length > 0 && options.AppType != BotAppType.UserAssignedMSI && string.IsNullOrEmpty(options.AppPassword))
        {
            yield return $"BotFramework:AppPassword is missing; app type {options.AppType} needs the client secret.";
        }

        if (options.AppId.Length > 0 && string.IsNullOrEmpty(options.TenantId))
        {
            yield return "BotFramework:TenantId is missing; it names the company's own tenant, and what comes from another one is refused.";
        }

        if (!Uri.TryCreate(options.OpenIdMetadataUrl, UriKind.Absolute, out var metadata)
            || (metadata.Scheme != Uri.UriSchemeHttps && !(metadata.Scheme == Uri.UriSchemeHttp && metadata.IsLoopback)))
        {
            yield return "BotFramework:OpenIdMetadataUrl must be an https address.";
        }

        if (string.IsNullOrEmpty(options.TokenIssuer))
        {
            yield return "BotFramework:TokenIssuer must not be empty.";
        }

        if (options.SendTimeout < TimeSpan.FromSeconds(1) || options.SendTimeout > TimeSpan.FromMinutes(2))
        {
            yield return "BotFramework:SendTimeout must be between 1 second and 2 minutes.";
        }
    }
}
