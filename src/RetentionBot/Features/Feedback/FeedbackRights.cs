using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Feedback;

/// <summary>Who has a case and who may know what a customer answered: whose case it is, who stands in for them today, and the leads. Nobody else, wherever they ask.</summary>
internal sealed class FeedbackRights(RetentionDb db, Colleagues colleagues)
{
    public async Task<bool> MayHandleAsync(FeedbackCase feedback, StaffMember? person, CancellationToken ct) =>
        person is { RetiredAt: null }
        && (person.Role >= StaffRole.Lead || (person.Role >= StaffRole.Member && feedback.OwnerId is { } owner && await IsOrStandsInForAsync(person, owner, ct)));

    /// <summary>The colleague the customer's data name; null when nobody in the directory is meant who may handle a case.</summary>
    public async Task<AlertOwner?> OwnerOfAsync(long customerId, CancellationToken ct) =>
        await db.Customers.FindAsync([customerId], ct) is { Owner: { } name } && await colleagues.NamedAsync(name, ct) is { Role: >= StaffRole.Member } member
            ? new AlertOwner(member.Id, member.Name)
            : null;

    /// <summary>Whose business something is: the owner's; where there is none any more, the leads'.</summary>
    public async Task<IReadOnlyList<StaffMember>> WhoAsync(long? ownerId, CancellationToken ct) =>
        ownerId is { } id && await colleagues.FindAsync(id, ct) is { Role: >= StaffRole.Member } owner ? [owner] : await colleagues.LeadsAsync(ct);

    private async Task<bool> IsOrStandsInForAsync(StaffMember person, long owner, CancellationToken ct) =>
        person.Id == owner || (await colleagues.FindAsync(owner, ct) is { } away && (await colleagues.InsteadOfAsync(away, ct)).Id == person.Id);
}
