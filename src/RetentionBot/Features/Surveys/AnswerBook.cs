using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Surveys;

/// <summary>One answer with who gave it.</summary>
/// <param name="Person">The name; null when the person is not known here, or no longer.</param>
/// <param name="Customer">Null when the person speaks for none that is known.</param>
internal sealed record NamedAnswer(SurveyKind Kind, string Round, int Score, string? Comment, DateTimeOffset At, string? Person, string? Customer);

/// <summary>Whose answers a colleague may see by name.</summary>
/// <param name="OwnersOf">Only those of customers whose data name one of these owners; null for all.</param>
internal sealed record AnswerScope(IReadOnlyList<string>? OwnersOf)
{
    /// <summary>Whether there is nobody whose answers they may see.</summary>
    public bool IsNobody => OwnersOf is { Count: 0 };
}

/// <summary>
/// The answers with names, for those who may have them: leads all, an owner those of the own customers. Of every person and round it is the latest answer, as in the
/// figures. Looked up anew each time, so that whoever loses a customer or a role sees nothing more.
/// </summary>
internal sealed class AnswerBook(RetentionDb db, Workspace workspace)
{
    public async Task<AnswerScope> ScopeAsync(StaffMember reader, CancellationToken ct)
    {
        if (reader.Role >= StaffRole.Lead)
        {
            return new AnswerScope(OwnersOf: null);
        }

        var staff = await db.Staff.AsNoTracking().Where(s => s.RetiredAt == null).ToListAsync(ct);
        var names = await db.Customers.Where(c => c.RetiredAt == null && c.Owner != null).Select(c => c.Owner!).Distinct().ToListAsync(ct);
        return new AnswerScope([.. names.Where(n => Colleagues.Named(n, staff)?.Id == reader.Id)]);
    }

    /// <summary>Whether a customer's answers may be seen.</summary>
    public Task<bool> MaySeeAsync(AnswerScope scope, long customer, CancellationToken ct) =>
        scope.OwnersOf is null ? Task.FromResult(true) : db.Customers.AnyAsync(c => c.Id == customer && c.Owner != null && scope.OwnersOf.Contains(c.Owner), ct);

    /// <summary>The ids of the answers, the latest first.</summary>
    public async Task<IReadOnlyList<long>> FindAsync(AnswerSelection selection, AnswerScope scope, CancellationToken ct)
    {
        var (from, to) = (workspace.StartOf(selection.Period.From), workspace.StartOf(selection.Period.To));
        var answers = db.Responses.AsNoTracking().Where(r => r.RetiredAt == null && r.AnsweredAt >= from);
        answers = selection.Kind is { } kind ? answers.Where(r => r.Kind == kind) : answers;
        answers = selection.CustomerId is { } customer ? answers.Where(r => r.CustomerId == customer) : answers;
        answers = scope.OwnersOf is { } owners
            ? answers.Where(r => db.Customers.Any(c => c.Id == r.CustomerId && c.RetiredAt == null && c.Owner != null && owners.Contains(c.Owner)))
            : answers;

        // What somebody changed after the period counts in a later one.
        var rows = await answers.Select(r => new { r.Id, r.Kind, r.Round, r.Respondent, r.AnsweredAt }).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(r => (r.Kind, r.Round, r.Respondent))
                .Select(g => g.OrderBy(r => r.AnsweredAt).ThenBy(r => r.Id).Last())
                .Where(r => r.AnsweredAt < to)
                .OrderByDescending(r => r.AnsweredAt).ThenByDescending(r => r.Id)
                .Select(r => r.Id),
        ];
    }

    /// <summary>The answers of some ids, in their order.</summary>
    public async Task<IReadOnlyList<NamedAnswer>> ReadAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var wanted = ids.ToList();
        var rows = await (from r in db.Responses.AsNoTracking()
                          where wanted.Contains(r.Id)
                          join person in db.Contacts on r.ContactId equals (long?)person.Id into people
                          from person in people.DefaultIfEmpty()
                          join customer in db.Customers on r.CustomerId equals (long?)customer.Id into customers
                          from customer in customers.DefaultIfEmpty()
                          select new { r.Id, Answer = new NamedAnswer(r.Kind, r.Round, r.Score, r.Comment, r.AnsweredAt, person == null ? null : person.Name, customer == null ? null : customer.Name) })
            .ToDictionaryAsync(r => r.Id, r => r.Answer, ct);
        return [.. wanted.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>The name of the one customer of a selection; null for all.</summary>
    public async Task<string?> CustomerOfAsync(AnswerSelection selection, CancellationToken ct) =>
        selection.CustomerId is { } id ? await db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleOrDefaultAsync(ct) : null;
}
