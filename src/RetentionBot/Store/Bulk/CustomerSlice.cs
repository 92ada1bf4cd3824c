using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store.Bulk;

/// <summary>
/// Living customers in a row by id, so few that all that belongs to them fits in memory at once: a run over everybody goes slice by slice and needs no more memory for
/// a million customers than for one slice.
/// </summary>
internal sealed class CustomerSlice
{
    /// <summary>Customers in a slice at most.</summary>
    public const int MostCustomers = 20_000;

    private readonly long[] _ids;
    private readonly string?[] _segments;
    private readonly DateOnly?[] _signedUpOn;

    private CustomerSlice(List<(long Id, string? Segment, DateOnly? SignedUpOn)> customers) =>
        (_ids, _segments, _signedUpOn) = ([.. customers.Select(c => c.Id)], [.. customers.Select(c => c.Segment)], [.. customers.Select(c => c.SignedUpOn)]);

    public int Count => _ids.Length;

    /// <summary>The lowest id.</summary>
    public long First => _ids[0];

    /// <summary>The highest id.</summary>
    public long Last => _ids[^1];

    /// <summary>All living customers, in slices by id.</summary>
    public static async IAsyncEnumerable<CustomerSlice> ReadAsync(RetentionDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        var (last, customers) = (long.MinValue, new List<(long, string?, DateOnly?)>());
        do
        {
            customers.Clear();
            var next = db.Customers.Where(c => c.RetiredAt == null && c.Id > last).OrderBy(c => c.Id).Take(MostCustomers).Select(c => new { c.Id, c.Segment, c.SignedUpOn });
            await foreach (var row in db.ReadRowsAsync(next, ct))
            {
                last = row.GetInt64(0);
                customers.Add((last, row.Text(1), row.DayOrNone(2)));
            }

            if (customers.Count > 0)
            {
                yield return new CustomerSlice(customers);
            }
        }
        while (customers.Count == MostCustomers);
    }

    public long IdOf(int at) => _ids[at];

    public string? SegmentOf(int at) => _segments[at];

    public DateOnly? SignedUpOn(int at) => _signedUpOn[at];

    /// <returns>Where a customer stands in the slice; below zero when it is not in it.</returns>
    public int IndexOf(long id) => Array.BinarySearch(_ids, id);
}
