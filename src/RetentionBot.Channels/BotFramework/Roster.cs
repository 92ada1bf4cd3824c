using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Who is in a conversation, as Teams says. Answers are remembered for five minutes, failures not at all.</summary>
internal sealed class Roster(ConnectorClient connector, HomeTenants tenants, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <summary>No Teams conversation has more pages; a service that keeps naming new ones is not believed.</summary>
    private const int MaxPages = 100;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ExpiringCache<RosterMember> members = new(clock, Life);
    private volatile ExpiringCache<object> audiences = new(clock, Life);

    /// <returns>Null when the person could not be looked up there.</returns>
    public Task<RosterMember?> MemberAsync(ConversationRef conversation, string userId, CancellationToken ct) =>
        members.GetAsync($"{conversation.ServiceUrl}|{conversation.Key}|{userId}", async () =>
        {
            var answer = await connector.GetAsync(
                conversation.ServiceUrl, ServiceUrls.Resource("conversations", conversation.ConversationId, "members", userId), ct);
            return answer is ConnectorAnswer.Answered { IsSuccess: true } found ? WireJson.TryRead(found.Body, WireJson.Default.RosterMember) : null;
        });

    public async Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct) =>
        await audiences.GetAsync(AudienceKey(conversation), async () => await ReadAsync(conversation, ct) switch
        {
            Audience.Unknown => null,
            var audience => audience,
        }) is Audience known ? known : Audience.Unknown;

    /// <summary>The next question about who can read the conversation is asked anew.</summary>
    public void Forget(ConversationRef conversation) => audiences.Forget(AudienceKey(conversation));

    /// <summary>The same for every conversation: who joins or leaves a team joins or leaves all its channels, and the news names the team alone.</summary>
    public void ForgetAll() => audiences = new(clock, Life);

    /// <summary>What sort of person a member is; what is missing proves nothing.</summary>
    public static PersonKind KindOf(RosterMember member, string? homeTenant) =>
        IsInternal(member, homeTenant) ? PersonKind.Colleague
        : string.Equals(member.UserRole, "anonymous", StringComparison.OrdinalIgnoreCase) ? PersonKind.Anonymous
        : string.IsNullOrEmpty(member.TenantId) || string.IsNullOrEmpty(homeTenant) ? PersonKind.Unknown
        : !string.Equals(member.TenantId, homeTenant, StringComparison.OrdinalIgnoreCase) ? PersonKind.OtherCompany
        : IsGuestName(member.UserPrincipalName) || string.Equals(member.UserRole, "guest", StringComparison.OrdinalIgnoreCase) ? PersonKind.Guest
        : PersonKind.Unknown;

    /// <summary>
    /// Whether a member is proven to be of the home tenant: role <c>user</c>, the conversation's own tenant, and a sign-in name that is not a guest's.
    /// What is missing proves nothing.
    /// </summary>
    public static bool IsInternal(RosterMember member, string? homeTenant) =>
        string.Equals(member.UserRole, "user", StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrEmpty(homeTenant) && string.Equals(member.TenantId, homeTenant, StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrEmpty(member.UserPrincipalName ?? member.Email)
        && !IsGuestName(member.UserPrincipalName) && !IsGuestName(member.Email);

    private static string AudienceKey(ConversationRef conversation) => $"{conversation.ServiceUrl}|{conversation.Key}";

    private async Task<Audience> ReadAsync(ConversationRef conversation, CancellationToken ct)
    {
        if (!tenants.Includes(conversation.TenantId))
        {
            return Audience.WithOutsiders;
        }

        var firstPage = $"{ServiceUrls.Resource("conversations", conversation.ConversationId, "pagedmembers")}?pageSize={PageSize}";
        string? next = null;
        var seen = 0;
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await connector.GetAsync(
                conversation.ServiceUrl, next is null ? firstPage : $"{firstPage}&continuationToken={Uri.EscapeDataString(next)}", ct);
            if (answer is not ConnectorAnswer.Answered { IsSuccess: true } found
                || WireJson.TryRead(found.Body, WireJson.Default.PagedMembers) is not { Members: { } list } read)
            {
                return Audience.Unknown;
            }

            var people = list.Where(member => member is not null && member.Id != conversation.BotId).ToList();
            if (people.Exists(member => !IsInternal(member!, conversation.TenantId)))
            {
                return Audience.WithOutsiders;
            }

            seen += people.Count;
            next = read.ContinuationToken;
            if (string.IsNullOrEmpty(next))
            {
                // A conversation of nobody proves nothing.
                return seen > 0 ? Audience.InternalOnly : Audience.Unknown;
            }
        }

        return Audience.Unknown;
    }

    private static bool IsGuestName(string? name) => name?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true;
}
