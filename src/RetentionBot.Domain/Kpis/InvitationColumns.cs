namespace RetentionBot.Domain.Kpis;

/// <summary>All delivered survey invitations as columns, in the order they were added.</summary>
public sealed class InvitationColumns
{
    private readonly int[] _customers;
    private readonly int[] _invitedOn;
    private readonly bool[] _answered;

    internal InvitationColumns(int[] customers, int[] invitedOn, bool[] answered) => (_customers, _invitedOn, _answered) = (customers, invitedOn, answered);

    public int Count => _customers.Length;

    public ReadOnlySpan<int> Customers => _customers;

    /// <summary>Local day of each.</summary>
    public ReadOnlySpan<int> InvitedOn => _invitedOn;

    public ReadOnlySpan<bool> Answered => _answered;
}
