using System.Text.Json;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>Who somebody is and who can read a conversation, asked of Slack and kept for some minutes. What cannot be found out counts as not ours.</summary>
internal sealed class SlackDirectory(SlackApi api, SlackWorkspace workspace, TimeProvider clock)
{
    public const string Slackbot = "USLACKBOT";

    /// <summary>Half of the ten minutes after which a guest's new rights must be noticed.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    /// <summary>A channel with more members than this is not looked through; nobody can then say who reads it.</summary>
    private const int MostMembers = 500;

    private readonly ExpiringCache<Found> _users = new(clock, KeptFor);
    private readonly ExpiringCache<Found> _conversations = new(clock, KeptFor);
    private readonly ExpiringCache<Members> _members = new(clock, KeptFor);

    public async Task<PersonProof> ProveAsync(Person person, CancellationToken ct)
    {
        if (await workspace.GetAsync(ct) is not { } installed || !IsSpokenOfIn(person.TenantId, installed) || await UserAsync(person.UserId, ct) is not { } user)
        {
            return PersonProof.Unproven;
        }

        if (person.UserId == Slackbot || person.UserId == installed.BotUserId || user.Is("deleted") || user.Is("is_bot"))
        {
            return new PersonProof(PersonKind.Bot);
        }

        var name = user.Text("profile", "real_name") ?? user.Text("real_name");
        return !IsOfOurs(user, person.ActingTenantId, installed) ? new PersonProof(PersonKind.OtherCompany, Name: name)
            : new PersonProof(IsGuest(user) ? PersonKind.Guest : PersonKind.Colleague, user.Text("profile", "email"), name);
    }

    /// <summary>The person's language, BCP 47; null when Slack does not say.</summary>
    public async Task<string?> LocaleAsync(string user, CancellationToken ct) => (await UserAsync(user, ct))?.Text("locale");

    /// <summary>What was changed about the person counts at once.</summary>
    public void ForgetPerson(string user) => _users.Forget(user);

    /// <summary>The next question about who can read the conversation is asked anew.</summary>
    public void Forget(ConversationRef conversation)
    {
        _conversations.Forget(conversation.ConversationId);
        _members.Forget(conversation.ConversationId);
    }

    public async Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct)
    {
        if (await workspace.GetAsync(ct) is not { } installed || !IsSpokenOfIn(conversation.TenantId, installed)
            || await ConversationAsync(conversation.ConversationId, ct) is not { } channel)
        {
            return Audience.Unknown;
        }

        if (channel.Is("is_ext_shared") || channel.Is("is_pending_ext_shared"))
        {
            return Audience.WithOutsiders;
        }

        if (channel.Is("is_im"))
        {
            return await PartnerAsync(channel, ct);
        }

        // is_shared alone also says "shared within the organisation", so only the outright "no" of is_ext_shared counts.
        return channel.At("is_ext_shared").ValueKind == JsonValueKind.False ? await AudienceOfMembersAsync(conversation.ConversationId, installed, ct) : Audience.Unknown;
    }

    /// <summary>A guest may sit in a channel that is shared with nobody, so everybody in it is looked up; apps read no messages and do not count.</summary>
    private async Task<Audience> AudienceOfMembersAsync(string channel, SlackInstallation installed, CancellationToken ct)
    {
        if (await _members.GetAsync(channel, () => AskMembersAsync(channel, ct)) is not { } members)
        {
            return Audience.Unknown;
        }

        foreach (var id in members.Ids.Where(id => id != installed.BotUserId))
        {
            if (await UserAsync(id, ct) is not { } user)
            {
                return Audience.Unknown;
            }

            if (!user.Is("is_bot") && !user.Is("deleted") && (IsGuest(user) || !IsOfOurs(user, actingTeam: null, installed)))
            {
                return Audience.WithOutsiders;
            }
        }

        return Audience.InternalOnly;
    }

    private async Task<Members?> AskMembersAsync(string channel, CancellationToken ct)
    {
        var ids = new List<string>();
        var cursor = "";
        do
        {
            KeyValuePair<string, string>[] fields = [new("channel", channel), new("limit", "200"), .. cursor.Length == 0 ? [] : new KeyValuePair<string, string>[] { new("cursor", cursor) }];
            if (await api.CallAsync("conversations.members", fields, ct) is not { IsOk: true, Body: var body } || ids.Count > MostMembers)
            {
                return null;
            }

            ids.AddRange(body.Items("members").Select(member => member.GetString() ?? ""));
            var next = body.Text("response_metadata", "next_cursor") ?? "";
            if (next.Length > 0 && next == cursor)
            {
                // It would go on for ever, and who else is there remains unsaid.
                return null;
            }

            cursor = next;
        }
        while (cursor.Length > 0);
        return ids.Count is 0 or > MostMembers ? null : new Members(ids);
    }

    private async Task<Audience> PartnerAsync(JsonElement channel, CancellationToken ct)
    {
        if (channel.Text("user") is not { } partner || await UserAsync(partner, ct) is null)
        {
            return Audience.Unknown;
        }

        var proof = await ProveAsync(new Person { ChannelId = ChannelIds.Slack, UserId = partner }, ct);
        return proof.IsColleague ? Audience.InternalOnly : Audience.WithOutsiders;
    }

    /// <summary>An id means something in its own workspace only: the same one in another is somebody, or some place, else.</summary>
    private static bool IsSpokenOfIn(string? team, SlackInstallation installed) => team is null || team == installed.TeamId || installed.EnterpriseId is not null;

    private static bool IsGuest(JsonElement user) => user.Is("is_restricted") || user.Is("is_ultra_restricted");

    /// <summary>No single flag says "of another company": the workspace somebody acts in and the one they are at home in must both be ours.</summary>
    private static bool IsOfOurs(JsonElement user, string? actingTeam, SlackInstallation installed)
    {
        if (user.Is("is_stranger"))
        {
            return false;
        }

        var isOfOrganisation = installed.EnterpriseId is { } ours && user.Text("enterprise_user", "enterprise_id") == ours;
        var home = user.Text("team_id") ?? user.Text("profile", "team");
        var isHomeOurs = (home is not null && home == installed.TeamId) || isOfOrganisation;
        var isActingTeamOurs = actingTeam is null
            || actingTeam == installed.TeamId
            || (isOfOrganisation && (actingTeam == installed.EnterpriseId || WorksIn(user, actingTeam)));
        return isHomeOurs && isActingTeamOurs;
    }

    private static bool WorksIn(JsonElement user, string team) =>
        user.Items("enterprise_user", "teams").Any(item => item.ValueKind == JsonValueKind.String && item.GetString() == team);

    private async Task<JsonElement?> UserAsync(string id, CancellationToken ct) =>
        (await _users.GetAsync(id, () => AskAsync("users.info", [new("user", id), new("include_locale", "true")], "user", ct)))?.Json;

    private async Task<JsonElement?> ConversationAsync(string id, CancellationToken ct) =>
        (await _conversations.GetAsync(id, () => AskAsync("conversations.info", [new("channel", id)], "channel", ct)))?.Json;

    private async Task<Found?> AskAsync(string method, KeyValuePair<string, string>[] fields, string member, CancellationToken ct) =>
        await api.CallAsync(method, fields, ct) is { IsOk: true } reply && reply.Body.At(member) is { ValueKind: JsonValueKind.Object } found ? new Found(found) : null;

    private sealed record Found(JsonElement Json);

    private sealed record Members(IReadOnlyList<string> Ids);
}
