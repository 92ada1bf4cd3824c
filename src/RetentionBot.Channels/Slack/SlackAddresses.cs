namespace RetentionBot.Channels.Slack;

/// <summary>Which addresses that Slack hands out may be called. They arrive in requests and answers, so each is looked at before anything goes there.</summary>
internal static class SlackAddresses
{
    /// <summary>
    /// The address when it is an encrypted one of a Slack host by name, without a user part; else null. A loopback one counts only where the Web API itself is on
    /// the loopback interface, in tests.
    /// </summary>
    /// <param name="scheme"><c>https</c> or <c>wss</c>.</param>
    public static Uri? Trusted(string? text, string scheme, SlackOptions options)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length > 0)
        {
            return null;
        }

        var isSlack = address.Scheme == scheme && address.IsDefaultPort && address.HostNameType == UriHostNameType.Dns && IsSlackHost(address.IdnHost);
        var isTest = address.IsLoopback && options.IsOnLoopback && address.Scheme == (scheme == Uri.UriSchemeHttps ? Uri.UriSchemeHttp : Uri.UriSchemeWs);
        return isSlack || isTest ? address : null;
    }

    private static bool IsSlackHost(string host) =>
        host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".slack-gov.com", StringComparison.OrdinalIgnoreCase);
}
