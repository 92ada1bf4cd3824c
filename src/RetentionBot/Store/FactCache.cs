using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Store;

/// <summary>All that questions are answered from, for one data version.</summary>
/// <param name="Snapshot">The facts the figures are summed over.</param>
/// <param name="Vocabulary">The names people may use in a question.</param>
internal sealed record Facts(FactSnapshot Snapshot, QuestionVocabulary Vocabulary);

/// <summary>Loads the facts once per data version; whoever asks in between shares them.</summary>
internal sealed class FactCache(IServiceScopeFactory scopes, Workspace workspace) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private Facts? _current;

    public async Task<Facts> CurrentAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
        if (await FreshAsync(db, ct) is { } fresh)
        {
            return fresh;
        }

        await _loading.WaitAsync(ct);
        try
        {
            return await FreshAsync(db, ct) ?? (_current = await LoadAsync(db, ct));
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();

    private async Task<Facts?> FreshAsync(RetentionDb db, CancellationToken ct) =>
        _current is { } current && current.Snapshot.DataVersion == await DataVersions.CurrentAsync(db, ct) ? current : null;

    private async Task<Facts> LoadAsync(RetentionDb db, CancellationToken ct)
    {
        // One transaction, so that all of it is of the version it says; a reading one, so that it waits for no writer.
        await using var transaction = await db.BeginReadAsync(ct);
        var builder = new FactSnapshotBuilder(await DataVersions.CurrentAsync(db, ct));
        var names = new CustomerNames.Builder();
        var (plans, segments, countries, owners) = (Set(), Set(), Set(), Set());

        var customers = db.Customers.AsNoTracking().Where(c => c.RetiredAt == null).Select(c => new { c.Id, c.Name, c.Plan, c.Country, c.Owner, c.Segment });
        await foreach (var c in customers.AsAsyncEnumerable().WithCancellation(ct))
        {
            builder.AddCustomer(c.Id, c.Plan, c.Country, c.Owner, c.Segment);
            names.Add(c.Name);
            Note(plans, c.Plan);
            Note(segments, c.Segment);
            Note(countries, c.Country);
            Note(owners, c.Owner);
        }

        var stretches = db.Subscriptions.AsNoTracking()
            .Where(s => s.RetiredAt == null && db.Customers.Any(c => c.Id == s.CustomerId && c.RetiredAt == null))
            .Select(s => new { s.CustomerId, s.StartsOn, s.EndsOn, s.MrrMinor, s.IsTrial, s.Plan });
        await foreach (var s in stretches.AsAsyncEnumerable().WithCancellation(ct))
        {
            builder.AddStretch(s.CustomerId, s.StartsOn, s.EndsOn, s.MrrMinor, s.IsTrial);
            Note(plans, s.Plan);
        }

        await AddResponsesAsync(db, builder, ct);
        foreach (var feed in await db.Feeds.AsNoTracking().ToListAsync(ct))
        {
            builder.SetDataThrough(feed.Kind, feed.DataThrough);
        }

        var vocabulary = new QuestionVocabulary([.. plans], [.. segments], [.. countries.Select(CountryNames.Of)], [.. owners], names.Build());
        return new Facts(builder.Build(), vocabulary);
    }

    private async Task AddResponsesAsync(RetentionDb db, FactSnapshotBuilder builder, CancellationToken ct)
    {
        var respondents = new Dictionary<string, long>(StringComparer.Ordinal);
        var rounds = new Dictionary<string, long>(StringComparer.Ordinal);
        var responses = db.Responses.AsNoTracking()
            .Where(r => r.RetiredAt == null)
            .OrderBy(r => r.Id)
            .Select(r => new { r.Kind, r.Respondent, r.Round, r.Score, r.AnsweredAt, r.CustomerId });
        await foreach (var r in responses.AsAsyncEnumerable().WithCancellation(ct))
        {
            builder.AddResponse(
                r.Kind, Number(respondents, r.Respondent), Number(rounds, r.Round), r.Score, workspace.LocalDate(r.AnsweredAt), r.AnsweredAt, r.CustomerId);
        }
    }

    private static long Number(Dictionary<string, long> numbers, string name) =>
        numbers.TryGetValue(name, out var number) ? number : numbers[name] = numbers.Count;

    private static SortedSet<string> Set() => new(StringComparer.Ordinal);

    private static void Note(SortedSet<string> names, string? name)
    {
        if (!string.IsNullOrEmpty(name))
        {
            names.Add(name);
        }
    }
}

/// <summary>What a country is called in the languages questions come in.</summary>
internal static class CountryNames
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl");

    /// <param name="code">ISO 3166-1 alpha-2; a code nobody knows is its own name.</param>
    public static CountryName Of(string code) => new(code, In(English, code), In(Dutch, code));

    private static string In(CultureInfo language, string code)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            // The framework gives display names in the thread's language only.
            CultureInfo.CurrentUICulture = language;
            return new RegionInfo(code).DisplayName;
        }
        catch (ArgumentException)
        {
            return code;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
