using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Ingest.Sample;

/// <summary>Loads the fictitious company through the same importer as everybody's data, and lets it grow up to yesterday.</summary>
internal sealed partial class SampleLoader(RetentionDb db, Importer importer, Workspace workspace, TimeProvider clock, ILogger<SampleLoader> log)
{
    /// <summary>Loads it the first time; later adds the days since. Never mixes with real customers.</summary>
    /// <returns>Whether anything was loaded.</returns>
    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var yesterday = workspace.LocalDate(clock.GetUtcNow()).AddDays(-1);
        var state = await db.Samples.AsNoTracking().SingleOrDefaultAsync(ct);
        if (state is null && await db.Customers.AnyAsync(ct))
        {
            LogRealData();
            return false;
        }

        if (state?.Through >= yesterday)
        {
            return false;
        }

        // One transaction: a half-loaded company would never be completed.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var company = new SampleCompany(state?.Anchor ?? yesterday, yesterday);
        foreach (var kind in ImportKinds.All)
        {
            await importer.ImportAsync(new ImportRequest { Kind = kind, Source = "sample", AsOf = yesterday }, company.Rows(kind).ToAsyncEnumerable(), ct);
        }

        if (state is null)
        {
            db.Samples.Add(new SampleState { Anchor = yesterday, Through = yesterday });
        }
        else
        {
            (await db.Samples.SingleAsync(ct)).Through = yesterday;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        LogLoaded(yesterday);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "The fictitious sample company is loaded up to {Through:yyyy-MM-dd}")]
    private partial void LogLoaded(DateOnly through);

    [LoggerMessage(LogLevel.Warning, "RetentionBot:SampleCompany is on, but the database holds other customers; the sample company is left out")]
    private partial void LogRealData();
}
