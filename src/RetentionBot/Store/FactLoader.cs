using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Store;

/// <summary>Reads everything questions are answered from out of the store, all of one data version.</summary>
internal sealed class FactLoader(RetentionDb db, Workspace workspace)
{
    public async Task<Facts> LoadAsync(CancellationToken ct)
    {
        // One transaction, so that all of it is of the version it says; a reading one, so that it waits for no writer.
        await using var transaction = await db.BeginReadAsync(ct);
        var builder = new FactSnapshotBuilder(await DataVersions.CurrentAsync(db, ct), workspace.Currency);
        var names = new CustomerNames.Builder();
        await foreach (var c in Rows(db.Customers.Where(c => c.RetiredAt == null), c => new { c.Id, c.Name, c.Plan, c.Country, c.Owner, c.Segment }, ct))
        {
            builder.AddCustomer(c.Id, c.Plan, c.Country, c.Owner, c.Segment);
            names.Add(c.Name);
        }

        await AddStretchesAsync(builder, ct);
        await AddOrdersAsync(builder, ct);
        await AddCasesAsync(builder, ct);
        await AddResponsesAsync(builder, ct);
        await AddInvitationsAsync(builder, ct);
        await AddScoresAsync(builder, ct);
        foreach (var feed in await db.Feeds.AsNoTracking().ToListAsync(ct))
        {
            builder.SetDataThrough(feed.Kind, feed.DataThrough);
        }

        var snapshot = builder.Build();
        var vocabulary = new QuestionVocabulary(
            Sorted(snapshot.Plan), Sorted(snapshot.Segment), [.. Sorted(snapshot.Country).Select(CountryNames.Of)], Sorted(snapshot.Owner), names.Build());
        return new Facts(snapshot, vocabulary);
    }

    private async Task AddStretchesAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var rows = Rows(
            db.Subscriptions.Where(s => s.RetiredAt == null && db.Customers.Any(c => c.Id == s.CustomerId && c.RetiredAt == null)),
            s => new { s.CustomerId, s.StartsOn, s.EndsOn, s.MrrMinor, s.IsTrial, s.Plan, s.ChurnType, s.Currency },
            ct);
        await foreach (var s in rows)
        {
            builder.AddStretch(s.CustomerId, s.StartsOn, s.EndsOn, s.MrrMinor, s.IsTrial, s.Plan, ChurnTypes.FromName(s.ChurnType), s.Currency);
        }
    }

    private async Task AddOrdersAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var rows = Rows(
            db.Orders.Where(o => o.RetiredAt == null && db.Customers.Any(c => c.Id == o.CustomerId && c.RetiredAt == null)),
            o => new { o.CustomerId, o.OrderedOn, o.TotalMinor, o.TotalRest, o.Currency },
            ct);
        await foreach (var o in rows)
        {
            builder.AddOrder(o.CustomerId, o.OrderedOn, o.TotalMinor, o.Currency, o.TotalRest);
        }
    }

    private async Task AddCasesAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var rows = Rows(
            db.Cases.Where(c => c.RetiredAt == null && db.Customers.Any(x => x.Id == c.CustomerId && x.RetiredAt == null)),
            c => new { c.CustomerId, c.OpenedAt, c.FirstReplyAt, c.IsEscalated },
            ct);
        await foreach (var c in rows)
        {
            builder.AddCase(c.CustomerId, DayOf(c.OpenedAt), DayOf(c.OpenedAt.AddDays(1)), c.FirstReplyAt - c.OpenedAt, c.IsEscalated);
        }
    }

    private async Task AddResponsesAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var respondents = new Dictionary<string, long>(StringComparer.Ordinal);
        var rounds = new Dictionary<string, long>(StringComparer.Ordinal);
        var rows = Rows(
            db.Responses.Where(r => r.RetiredAt == null).OrderBy(r => r.Id),
            r => new { r.Kind, r.Respondent, r.Round, r.Score, r.AnsweredAt, r.CustomerId },
            ct);
        await foreach (var r in rows)
        {
            builder.AddResponse(r.Kind, Number(respondents, r.Respondent), Number(rounds, r.Round), r.Score, DayOf(r.AnsweredAt), r.AnsweredAt, r.CustomerId);
        }
    }

    private async Task AddInvitationsAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var any = false;
        var rows = Rows(
            from i in db.Invitations
            join c in db.Contacts on i.ContactId equals c.Id
            select new { i.InvitedAt, IsAnswered = i.AnsweredAt != null, c.CustomerId },
            row => row,
            ct);
        await foreach (var i in rows)
        {
            any = true;
            builder.AddInvitation(DayOf(i.InvitedAt), i.IsAnswered, i.CustomerId);
        }

        if (any)
        {
            builder.SetDataThrough(Feeds.Invitations, DateOnly.MaxValue);
        }
    }

    private async Task AddScoresAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var rows = Rows(
            db.HealthScores.Where(s => s.Value != null && db.Customers.Any(c => c.Id == s.CustomerId && c.RetiredAt == null)),
            s => new { s.CustomerId, s.Day, Value = s.Value!.Value },
            ct);
        await foreach (var s in rows)
        {
            builder.AddScore(s.CustomerId, s.Day, s.Value);
        }

        if (await db.HealthScores.MaxAsync(s => (DateOnly?)s.Day, ct) is { } day)
        {
            builder.SetDataThrough(Feeds.HealthScores, day);
        }
    }

    private static ConfiguredCancelableAsyncEnumerable<TRow> Rows<TEntity, TRow>(IQueryable<TEntity> all, Expression<Func<TEntity, TRow>> columns, CancellationToken ct) =>
        all.Select(columns).AsAsyncEnumerable().WithCancellation(ct);

    private DateOnly DayOf(DateTimeOffset at) => workspace.LocalDate(at);

    private static long Number(Dictionary<string, long> numbers, string name) =>
        numbers.TryGetValue(name, out var number) ? number : numbers[name] = numbers.Count;

    private static string[] Sorted(AttributeColumn column) => [.. column.Names.Where(n => n.Length > 0).Order(StringComparer.Ordinal)];
}
