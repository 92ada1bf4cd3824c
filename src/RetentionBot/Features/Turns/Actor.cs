using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Features.Turns;

/// <summary>
/// Who is acting, after asking the channel and the directory. Staff only on the channel's proof <em>and</em> a row in the directory; everybody else is at most
/// the contact an invitation was addressed to.
/// </summary>
internal sealed record Actor(Person Person, StaffMember? Staff, Contact? Contact)
{
    public string Key => Person.Key;

    /// <summary>How the person is named on cards.</summary>
    public string Name => Staff?.Name ?? Contact?.Name ?? Person.Name ?? Person.UserId;

    public bool IsStaff => Staff is not null;

    /// <summary>Whether the person is staff with this role or a higher one.</summary>
    public bool IsAtLeast(StaffRole role) => Staff is { } staff && staff.Role >= role;
}
