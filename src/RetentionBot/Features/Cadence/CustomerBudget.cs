using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Surveys;
using RetentionBot.Store;

namespace RetentionBot.Features.Cadence;

/// <summary>The budget of contacts as the people of one customer stand in it, and the book it is kept from.</summary>
internal sealed class CustomerBudget(RetentionDb db, BudgetLimits limits)
{
    private readonly ContactBudget _budget = new(limits);

    /// <returns>Why none of a customer's people may be contacted on a day, and the first day from then on at which somebody may; null when somebody may.</returns>
    public async Task<(SuppressReason Reason, DateOnly FreeOn)?> RefuseAsync(long customer, DateOnly day, CancellationToken ct)
    {
        var people = await PeopleAsync(customer, ct);
        return TouchpointBudget.Refuse(_budget, day, people) is { } reason ? (reason, TouchpointBudget.FirstFree(_budget, day, people)) : null;
    }

    /// <summary>Books that a customer was spoken to, with each of their people: whom, nobody says, so questions stand back for all of them. The caller saves.</summary>
    public async Task BookAsync(Touchpoint touchpoint, DateTimeOffset at, DateOnly on, CancellationToken ct)
    {
        var reference = $"touchpoint:{touchpoint.CustomerId}:{touchpoint.Step}";
        var people = await db.Contacts
            .Where(c => c.CustomerId == touchpoint.CustomerId && c.RetiredAt == null)
            .Where(c => !db.Outreach.Any(o => o.ContactId == c.Id && o.Kind == OutreachKinds.Touchpoint && o.Reference == reference))
            .Select(c => c.Id)
            .ToListAsync(ct);
        foreach (var person in people)
        {
            var outreach = Outreach.Plan(person, OutreachKinds.Touchpoint, reference, on);
            outreach.Send(at, on);
            db.Outreach.Add(outreach);
        }
    }

    private async Task<List<ContactPast>> PeopleAsync(long customer, CancellationToken ct)
    {
        var people = await db.Contacts.Where(c => c.CustomerId == customer && c.RetiredAt == null).Select(c => c.Id).ToListAsync(ct);
        var book = await db.Outreach.AsNoTracking()
            .Where(o => people.Contains(o.ContactId) && (o.SentOn != null || (o.Kind == OutreachKinds.Nps && o.State == OutreachState.Planned)))
            .Select(o => new { o.ContactId, o.Kind, o.SentOn, o.State, o.PlannedFor })
            .ToListAsync(ct);
        var byPerson = book.ToLookup(o => o.ContactId);
        return people.ConvertAll(person => new ContactPast(
            [.. byPerson[person].Where(o => o.SentOn is not null).Select(o => (o.Kind, o.SentOn!.Value))],
            byPerson[person].Where(o => o.Kind == OutreachKinds.Nps && o.State == OutreachState.Planned).Select(o => (DateOnly?)o.PlannedFor).Min()));
    }
}
