using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Store;

/// <summary>Reads everything questions are answered from out of the store, all of one data version.</summary>
internal sealed class FactLoader(RetentionDb db, Workspace workspace)
{
    private const int Many = 250_000;

    public async Task<Facts> LoadAsync(CancellationToken ct)
    {
        // One transaction, so that all of it is of the version it says; a reading one, so that it waits for no writer.
        await using var transaction = await ReadTransaction.BeginAsync(db, ct);
        var counted = db.Customers.Where(c => c.RetiredAt == null);
        var count = await counted.CountAsync(ct);
        LetGo(count);
        var builder = new FactSnapshotBuilder(await DataVersions.CurrentAsync(db, ct), workspace.Currency, count);
        var names = new CustomerNames.Builder(count);
        var customers = counted.Select(c => new { c.Id, c.Name, c.Plan, c.Country, c.Owner, c.Segment });
        await foreach (var row in db.ReadRowsAsync(customers, ct))
        {
            builder.AddCustomer(row.GetInt64(0), row.Text(2), row.Text(3), row.Text(4), row.Text(5));
            names.Add(row.GetString(1));
        }

        var customerNames = names.Build();
        LetGo(count);

        foreach (var add in (Func<FactSnapshotBuilder, CancellationToken, Task>[])
            [AddOrdersAsync, AddResponsesAsync, AddStretchesAsync, AddCasesAsync, AddInvitationsAsync, AddOnboardingAsync, AddScoresAsync])
        {
            await add(builder, ct);
            LetGo(builder.Pack());
        }

        foreach (var feed in await db.Feeds.AsNoTracking().ToListAsync(ct))
        {
            builder.SetDataThrough(feed.Kind, feed.DataThrough);
        }

        var snapshot = builder.Build();
        var vocabulary = new QuestionVocabulary(
            Sorted(snapshot.Plan), Sorted(snapshot.Segment), [.. Sorted(snapshot.Country).Select(CountryNames.Of)], Sorted(snapshot.Owner), customerNames);
        return new Facts(snapshot, vocabulary);
    }

    // What belongs to a customer who is no longer counted is left out here and not by the database, which would look each of them up.
    private async Task AddStretchesAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var rows = db.Subscriptions.Where(s => s.RetiredAt == null)
            .Select(s => new { s.CustomerId, s.StartsOn, s.EndsOn, s.MrrMinor, s.IsTrial, s.Plan, s.ChurnType, s.Currency });
        await foreach (var row in db.ReadRowsAsync(rows, ct))
        {
            if (builder.Knows(row.GetInt64(0)))
            {
                builder.AddStretch(
                    row.GetInt64(0), row.Day(1), row.DayOrNone(2), row.GetInt64(3), row.GetBoolean(4), row.Text(5), ChurnTypes.FromName(row.Text(6)), row.GetString(7));
            }
        }
    }

    private async Task AddOrdersAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var rows = db.Orders.Where(o => o.RetiredAt == null).Select(o => new { o.CustomerId, o.OrderedOn, o.TotalMinor, o.Currency, o.TotalRest });
        await foreach (var row in db.ReadRowsAsync(rows, ct))
        {
            if (builder.Knows(row.GetInt64(0)))
            {
                builder.AddOrder(row.GetInt64(0), row.Day(1), row.GetInt64(2), row.GetString(3), row.GetInt64(4));
            }
        }
    }

    private async Task AddCasesAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var rows = db.Cases.Where(c => c.RetiredAt == null).Select(c => new { c.CustomerId, c.OpenedAt, c.FirstReplyAt, c.IsEscalated });
        await foreach (var row in db.ReadRowsAsync(rows, ct))
        {
            if (builder.Knows(row.GetInt64(0)))
            {
                var opened = row.Instant(1);
                builder.AddCase(
                    row.GetInt64(0), DayOf(opened), DayOf(opened.AddDays(1)), row.Number(2) is { } reply ? TimeSpan.FromTicks(reply - opened.UtcTicks) : null, row.GetBoolean(3));
            }
        }
    }

    private async Task AddResponsesAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        // The database sorts them, so that who answered need not be kept: whoever is not the one before, of the round before, is somebody new.
        var rows = db.Responses.Where(r => r.RetiredAt == null).OrderBy(r => r.Kind).ThenBy(r => r.Round).ThenBy(r => r.Respondent).ThenBy(r => r.Id)
            .Select(r => new { r.Kind, r.Respondent, r.Round, r.Score, r.AnsweredAt, r.CustomerId });
        var (respondent, round, number) = ("", "", 0);
        await foreach (var row in db.ReadRowsAsync(rows, ct))
        {
            if (row.GetString(1) != respondent || row.GetString(2) != round)
            {
                (respondent, round) = (row.GetString(1), row.GetString(2));
                number++;
            }

            var at = row.Instant(4);
            var kind = (SurveyKind)row.GetInt32(0);
            builder.AddResponse(kind, number, round: 0, row.GetInt32(3), DayOf(at), at, row.Number(5), WaveOf(kind, round));
        }
    }

    private async Task AddInvitationsAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var any = false;
        var rows = from i in db.Invitations
                   join c in db.Contacts on i.ContactId equals c.Id
                   where !i.IsTest
                   select new { i.InvitedAt, i.AnsweredAt, c.CustomerId, HasStopped = db.OptOuts.Any(o => o.ContactId == i.ContactId && o.At >= i.InvitedAt), i.Kind, i.Round };
        await foreach (var row in db.ReadRowsAsync(rows, ct))
        {
            any = true;
            builder.AddInvitation(
                DayOf(row.Instant(0)), !await row.IsDBNullAsync(1, ct), row.GetInt64(2), WaveOf((SurveyKind)row.GetInt32(4), row.GetString(5)), row.GetBoolean(3));
        }

        if (any)
        {
            builder.SetDataThrough(Feeds.Invitations, DateOnly.MaxValue);
        }
    }

    private async Task AddOnboardingAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        var any = false;
        var rows = from t in db.OnboardingTasks
                   join c in db.Customers on t.CustomerId equals c.Id
                   where t.DroppedOn == null && c.SignedUpOn != null
                   select new { t.CustomerId, StartedOn = c.SignedUpOn!.Value, t.DueOn, t.DoneOn };
        await foreach (var row in db.ReadRowsAsync(rows, ct))
        {
            any = true;
            if (builder.Knows(row.GetInt64(0)))
            {
                builder.AddOnboardingTask(row.GetInt64(0), row.Day(1), row.Day(2), row.DayOrNone(3));
            }
        }

        if (any)
        {
            builder.SetDataThrough(Feeds.Onboarding, DateOnly.MaxValue);
        }
    }

    private async Task AddScoresAsync(FactSnapshotBuilder builder, CancellationToken ct)
    {
        DateOnly? last = null;
        await foreach (var row in db.ReadRowsAsync(db.HealthScores.Where(s => s.Value != null).Select(s => new { s.CustomerId, s.Day, s.Value }), ct))
        {
            var day = row.Day(1);
            last = last > day ? last : day;
            if (builder.Knows(row.GetInt64(0)))
            {
                builder.AddScore(row.GetInt64(0), day, row.GetInt32(2));
            }
        }

        if (last is { } through)
        {
            builder.SetDataThrough(Feeds.HealthScores, through);
        }
    }

    /// <summary>What a big load leaves behind would stay in memory for as long as the machine has plenty; it goes at once, so that the process never needs twice what it keeps.</summary>
    private static void LetGo(int rows)
    {
        if (rows >= Many)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>What is asked about a support case has a round of its own for each, which is no wave.</summary>
    private static string? WaveOf(SurveyKind kind, string round) => kind == SurveyKind.Nps && round.Length > 0 ? round : null;

    private DateOnly DayOf(DateTimeOffset at) => workspace.LocalDate(at);

    private static string[] Sorted(AttributeColumn column) => [.. column.Names.Where(n => n.Length > 0).Order(StringComparer.Ordinal)];
}
