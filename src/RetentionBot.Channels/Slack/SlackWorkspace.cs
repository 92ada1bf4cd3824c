namespace RetentionBot.Channels.Slack;

/// <summary>The installation the token belongs to.</summary>
/// <param name="EnterpriseId">The organisation; set only when the app is installed for the whole of it.</param>
internal sealed record SlackInstallation(string? TeamId, string? EnterpriseId, string? BotUserId)
{
    /// <summary>Whether something that happened in this workspace or organisation is this installation's business.</summary>
    public bool Covers(string? teamId, string? enterpriseId) =>
        (teamId is not null && teamId == TeamId) || (EnterpriseId is not null && (enterpriseId == EnterpriseId || teamId == EnterpriseId));
}

/// <summary>Asks Slack once whose token this is, and remembers.</summary>
internal sealed class SlackWorkspace(SlackApi api)
{
    private volatile SlackInstallation? _known;

    /// <summary>The installation, as soon as it was asked for with success; null before.</summary>
    public SlackInstallation? Known => _known;

    /// <returns>Null when Slack could not be asked; then nobody can be proven to belong to it.</returns>
    public async Task<SlackInstallation?> GetAsync(CancellationToken ct)
    {
        if (_known is null && await api.CallAsync("auth.test", [], ct) is { IsOk: true, Body: var body })
        {
            var enterprise = body.Is("is_enterprise_install") ? body.Text("enterprise_id") : null;
            _known = new SlackInstallation(body.Text("team_id"), enterprise, body.Text("user_id"));
        }

        return _known;
    }
}
