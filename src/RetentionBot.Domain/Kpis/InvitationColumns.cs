namespace RetentionBot.Domain.Kpis;

/// <summary>All delivered survey invitations as columns, in the order they were added.</summary>
public sealed class InvitationColumns
{
    private readonly int[] _customers;
    private readonly int[] _invitedOn;
    private readonly bool[] _answered;
    private readonly bool[] _stopped;
    private readonly int[] _rounds;

    internal InvitationColumns(int[] customers, int[] invitedOn, bool[] answered, bool[] stopped, int[] rounds) =>
        (_customers, _invitedOn, _answered, _stopped, _rounds) = (customers, invitedOn, answered, stopped, rounds);

    public int Count => _customers.Length;

    public ReadOnlySpan<int> Customers => _customers;

    /// <summary>Local day of each.</summary>
    public ReadOnlySpan<int> InvitedOn => _invitedOn;

    public ReadOnlySpan<bool> Answered => _answered;

    /// <summary>Whether the invited person has said stop since.</summary>
    public ReadOnlySpan<bool> Stopped => _stopped;

    /// <summary>As <see cref="AnswerColumns.Rounds"/>.</summary>
    public ReadOnlySpan<int> Rounds => _rounds;
}
