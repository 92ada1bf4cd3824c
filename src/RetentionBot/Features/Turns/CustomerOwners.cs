using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>Tells whoever looks after a customer something that is theirs to do.</summary>
internal sealed class CustomerOwners(RetentionDb db, Colleagues colleagues, TimeProvider clock)
{
    /// <summary>
    /// Tells the owner, or who stands in for them while they are away; the leads where nobody owns the customer, the owner may not act, or they cannot be reached. Nobody
    /// is told outside their working hours.
    /// </summary>
    /// <param name="customer">Whose owner.</param>
    /// <param name="content">What, in a language; with it comes the sentence why it is this very colleague who is told, null for the owner.</param>
    /// <param name="subject">As in <see cref="Outbox.OutboxWriter.Post"/>.</param>
    /// <param name="ct">Stops the look-ups.</param>
    /// <returns>False when nobody can be told now: it is to be tried again. The caller saves.</returns>
    public async Task<bool> TellAsync(Customer customer, Func<Texts, string?, MessageContent> content, string subject, CancellationToken ct)
    {
        if (await colleagues.NamedAsync(customer.Owner, ct) is { Role: >= StaffRole.Member } owner)
        {
            var told = await colleagues.InsteadOfAsync(owner, ct);
            if (await IsReachableAsync(told, ct))
            {
                return await TellAsync(told, texts => content(texts, told.Id == owner.Id ? null : texts.Say("owners.instead", ("name", CardText.Escape(owner.Name)))), subject, ct);
            }
        }

        var leads = new Dictionary<long, StaffMember>();
        foreach (var lead in await colleagues.LeadsAsync(ct))
        {
            var told = await colleagues.InsteadOfAsync(lead, ct);
            leads[told.Id] = told;
        }

        var any = false;
        foreach (var lead in leads.Values)
        {
            any |= await TellAsync(lead, texts => content(texts, texts.Say("owners.no-owner")), subject, ct);
        }

        return any;
    }

    private async Task<bool> TellAsync(StaffMember person, Func<Texts, MessageContent> content, string subject, CancellationToken ct) =>
        colleagues.TellAt(person) <= clock.GetUtcNow() && await colleagues.TellAsync(person, content, subject, ct);

    private Task<bool> IsReachableAsync(StaffMember person, CancellationToken ct) => db.Identities.AnyAsync(i => i.StaffMemberId == person.Id && i.SeenIn != null, ct);
}
