using System.Globalization;
using RetentionBot.Ingest;
using RetentionBot.Ingest.Sample;

namespace RetentionBot.Tests.Ingest.Sample;

/// <summary>The sample's rows read back, with figures worked out by brute force and apart from the product's own.</summary>
internal sealed class SampleData
{
    public sealed record Stretch(
        string Id, string Customer, string Plan, DateOnly Start, DateOnly? End, bool IsTrial, decimal Mrr, string? ChurnType)
    {
        public bool Covers(DateOnly day) => Start <= day && (End is null || day < End);
    }

    public sealed record Case(string Customer, DateOnly Opened, DateOnly? Closed, bool IsTrouble);

    private readonly Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> rows;
    private readonly ILookup<(string Customer, DateOnly Day), string> featuresUsed;
    private readonly ILookup<string, Case> cases;
    private readonly ILookup<string, Stretch> stretches;

    private SampleData(DateOnly anchor, DateOnly through)
    {
        (Anchor, Through) = (anchor, through);
        var sample = new SampleCompany(anchor, through);
        rows = ImportKinds.All.ToDictionary(
            kind => kind, IReadOnlyList<IReadOnlyDictionary<string, string>> (kind) => [.. sample.Rows(kind).Select(r => r.Fields)]);
        Stretches =
        [
            .. Rows(ImportKinds.Subscriptions).Select(r => new Stretch(
                r["id"],
                r["customer"],
                r["plan"],
                Day(r["start"]),
                DayOrNull(r, "end"),
                r["trial"] == "true",
                r.TryGetValue("mrr", out var mrr) ? Number(mrr) : Number(r["price"]) / 12,
                r.GetValueOrDefault("churn_type"))),
        ];
        stretches = Stretches.ToLookup(s => s.Customer);
        featuresUsed = Rows(ImportKinds.Usage).Where(r => r["events"] != "0").ToLookup(r => (r["customer"], Day(r["day"])), r => r["feature"]);
        cases = Rows(ImportKinds.Cases)
            .Select(r => new Case(r["customer"], Day(r["opened_at"]), DayOrNull(r, "closed_at"), r["urgent"] == "true" || r["escalated"] == "true"))
            .ToLookup(c => c.Customer);
    }

    public DateOnly Anchor { get; }

    public DateOnly Through { get; }

    public IReadOnlyList<Stretch> Stretches { get; }

    public static SampleData At(string anchor, int daysLater = 0) => new(Day(anchor), Day(anchor).AddDays(daysLater));

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string kind) => rows[kind];

    public string IdOf(string name) => Rows(ImportKinds.Customers).Single(r => r["name"] == name)["id"];

    public bool IsActive(string customer, DateOnly day) => stretches[customer].Any(s => !s.IsTrial && s.Covers(day));

    public HashSet<string> ActiveAtCloseOf(DateOnly day) => [.. Stretches.Where(s => !s.IsTrial && s.Covers(day)).Select(s => s.Customer)];

    public DateOnly FirstPaying(string customer) => stretches[customer].Where(s => !s.IsTrial).Min(s => s.Start);

    public (int Opening, int Lost) Churn(DateOnly month)
    {
        var opening = ActiveAtCloseOf(month.AddDays(-1));
        return (opening.Count, opening.Except(ActiveAtCloseOf(month.AddMonths(1).AddDays(-1))).Count());
    }

    /// <summary>0.40 U + 0.35 A + 0.25 S over the 28 days up to and with the day; unrounded.</summary>
    public double Score(string customer, DateOnly day)
    {
        var window = Enumerable.Range(0, 28).Select(back => featuresUsed[(customer, day.AddDays(-back))]).Where(used => used.Any()).ToList();
        var use = Math.Min(100, 100.0 * window.Count / 12);
        var adoption = Math.Min(100, 100.0 * window.SelectMany(used => used).Distinct().Count() / 8);
        var open = cases[customer].Count(c => c.Opened <= day && (c.Closed is null || c.Closed > day));
        var trouble = cases[customer].Count(c => c.IsTrouble && c.Opened <= day && c.Opened > day.AddDays(-28));
        return (0.40 * use) + (0.35 * adoption) + (0.25 * Math.Max(0, 100 - (10 * open) - (25 * trouble)));
    }

    /// <summary>Days on which the health rule would speak: under 60 from 60 or more, or 15 points less than a week before. It stays open until 65.</summary>
    public IEnumerable<(string Customer, DateOnly Day)> Alerts(DateOnly from, DateOnly to)
    {
        foreach (var customer in stretches.Select(s => s.Key))
        {
            var isOpen = false;
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                if (!IsActive(customer, day))
                {
                    continue;
                }

                var now = Rounded(customer, day);
                var before = Rounded(customer, day.AddDays(-1));
                var weekBefore = Rounded(customer, day.AddDays(-7));
                isOpen &= now < 65;
                if (!isOpen && ((before >= 60 && now < 60) || weekBefore - now >= 15))
                {
                    isOpen = true;
                    yield return (customer, day);
                }
            }
        }
    }

    public static DateOnly Day(string text) => DateOnly.Parse(text[..10], CultureInfo.InvariantCulture);

    public static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly? DayOrNull(IReadOnlyDictionary<string, string> row, string field) => row.TryGetValue(field, out var text) ? Day(text) : null;

    // Null on a day without service: nobody scores it.
    private double? Rounded(string customer, DateOnly day) =>
        stretches[customer].Any(s => s.Covers(day)) ? Math.Round(Score(customer, day), MidpointRounding.AwayFromZero) : null;
}
