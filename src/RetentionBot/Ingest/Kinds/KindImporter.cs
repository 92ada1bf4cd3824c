using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

/// <summary>What is particular to one kind of source data.</summary>
internal abstract class KindImporter
{
    /// <summary>One of <see cref="ImportKinds.All"/>.</summary>
    public abstract string Kind { get; }

    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>Fields a file cannot do without; <c>a|b</c> asks for either.</summary>
    public abstract IReadOnlyList<string> Required { get; }

    /// <summary>The field that holds the row's key.</summary>
    public virtual string KeyField => "id";

    /// <summary>The key as it is stored.</summary>
    public virtual string KeyOf(string text) => text;

    /// <summary>Whether a row may bring its customer into being.</summary>
    public virtual bool MayCreateCustomers => false;

    /// <summary>Rows as they are to be taken; a kind of which several lines make one row joins them here.</summary>
    public virtual IAsyncEnumerable<SourceRow> Arrange(IAsyncEnumerable<SourceRow> lines) => lines;

    public abstract Task TakeAsync(ImportPass pass, IAsyncEnumerable<SourceRow> rows, CancellationToken ct);

    /// <summary>Checks the fields a file can give.</summary>
    /// <exception cref="ImportRefusedException">One is unknown, or a required one is absent.</exception>
    public void CheckFields(IReadOnlyCollection<string> given)
    {
        if (given.FirstOrDefault(field => !Fields.Contains(field)) is { } unknown)
        {
            throw new ImportRefusedException(
                $"'{RowReader.Shown(unknown)}' is not a field of {Kind}. The fields are: {string.Join(", ", Fields)}. Name other columns in a mapping file.");
        }

        if (Required.FirstOrDefault(field => !field.Split('|').Any(given.Contains)) is { } missing)
        {
            throw new ImportRefusedException($"{Kind} need the field '{missing.Replace("|", "' or '", StringComparison.Ordinal)}', and no column gives it.");
        }
    }
}

/// <inheritdoc/>
internal abstract class KindImporter<T> : KindImporter
    where T : class, IImported
{
    /// <summary>Reads one row.</summary>
    /// <returns>Null for a row that says nothing and is no error.</returns>
    /// <exception cref="RowRejectedException">The row breaks a rule.</exception>
    public abstract Draft<T>? Read(RowReader row);

    /// <summary>The rows of this kind that imports decide about.</summary>
    public virtual IQueryable<T> Imported(IQueryable<T> all) => all;

    public override Task TakeAsync(ImportPass pass, IAsyncEnumerable<SourceRow> rows, CancellationToken ct) => new RowTaker<T>(pass, this).TakeAsync(rows, ct);
}
