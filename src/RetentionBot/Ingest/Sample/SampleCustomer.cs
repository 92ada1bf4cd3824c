namespace RetentionBot.Ingest.Sample;

/// <summary>How well a customer has taken to the product, which hardly changes.</summary>
internal enum Wellbeing
{
    Red = 1,
    Yellow = 2,
    Green = 3,
}

/// <summary>The week a customer keeps to.</summary>
/// <param name="DaysAWeek">Days of use in each week, at least one: a week without use is a story, not a habit.</param>
/// <param name="Features">Distinct features used in any four weeks.</param>
internal readonly record struct Habit(int DaysAWeek, int Features)
{
    /// <summary>
    /// Habits keep their health score away from the threshold of 60, tickets or not.
    /// With U = days in 28 of 12, A = features of 8, S at most 100 and at least 55:
    /// green at least 40 + 26.25 + 13.75 = 80, yellow at least 26.7 + 21.9 + 13.75 = 62.3, red at most 13.3 + 17.5 + 25 = 55.8.
    /// </summary>
    public static Habit Of(Wellbeing wellbeing, Draw draw, Draw features) => wellbeing switch
    {
        Wellbeing.Green => new Habit(draw.Between(3, 5), features.Between(6, 10)),
        Wellbeing.Yellow => draw.Pick([new Habit(2, 5), new Habit(2, 6), new Habit(3, 3)]),
        _ => draw.Pick([new Habit(1, 1), new Habit(1, 2), new Habit(1, 3), new Habit(1, 4)]),
    };
}

/// <summary>One stretch of a subscription, ends included that lie after the last day of data.</summary>
internal sealed class SampleStretch
{
    public required string Id { get; init; }
    public required string Plan { get; init; }

    /// <summary>Whole euros a month; zero for a trial.</summary>
    public required int Price { get; init; }

    /// <summary>Paid by the year: ten months' price.</summary>
    public bool IsYearly { get; init; }
    public bool IsTrial { get; init; }

    /// <summary>Beside the main subscription.</summary>
    public bool IsExtra { get; init; }
    public required DateOnly Start { get; init; }

    /// <summary>First day without service.</summary>
    public DateOnly? End { get; set; }
    public string? ChurnType { get; set; }

    public bool Covers(DateOnly day) => Start <= day && (End is null || day < End);
}

/// <summary>A customer with all that happens to it.</summary>
internal sealed class SampleCustomer
{
    public required int Number { get; init; }
    public required string Name { get; init; }
    public required string Country { get; init; }
    public required string Owner { get; init; }
    public required string Language { get; init; }
    public required Wellbeing Wellbeing { get; init; }
    public required Habit Habit { get; init; }
    public required int SignUpMonth { get; init; }

    /// <summary>Leaves so many months after the month of sign-up.</summary>
    public int? LeavesEarlyAfter { get; init; }

    /// <summary>Nothing is decided about its contract before this day: its story needs it.</summary>
    public DateOnly LeftAloneUntil { get; set; }

    /// <summary>The days on which its collapse is complete, in order.</summary>
    public List<DateOnly> Collapses { get; } = [];

    /// <summary>First day without any use, for a customer that falls silent for good.</summary>
    public DateOnly? SilentFrom { get; init; }

    public List<SampleStretch> Stretches { get; } = [];

    public string Id => $"C{Number:0000}";

    public bool IsPlanted => Number <= CustomerBook.PlantedCustomers;

    public DateOnly SignedUpOn => Stretches[0].Start;

    /// <summary>The latest main paying stretch, running or not.</summary>
    public SampleStretch Latest => Stretches.Last(s => !s.IsTrial && !s.IsExtra);

    /// <summary>The running main stretch; null after the customer left.</summary>
    public SampleStretch? Running => Latest is { End: null } running ? running : null;

    public bool IsServedOn(DateOnly day) => Stretches.Exists(s => s.Covers(day));

    public void Begin(string plan, int price, DateOnly start, bool yearly = false, bool extra = false) =>
        Stretches.Add(new SampleStretch { Id = NextStretchId(), Plan = plan, Price = price, Start = start, IsYearly = yearly, IsExtra = extra });

    public void BeginTrial(string plan, DateOnly start, DateOnly end) =>
        Stretches.Add(new SampleStretch { Id = NextStretchId(), Plan = plan, Price = 0, Start = start, End = end, IsTrial = true });

    /// <summary>Moves the main subscription to another plan or price: closed and opened on the same day.</summary>
    public void Change(string plan, int price, DateOnly day)
    {
        Latest.End = day;
        Begin(plan, price, day);
    }

    /// <summary>Ends everything that runs.</summary>
    public void Leave(DateOnly day, string? churnType)
    {
        foreach (var stretch in Stretches.Where(s => s.End is null))
        {
            (stretch.End, stretch.ChurnType) = (day, churnType);
        }
    }

    private string NextStretchId() => $"{Id}-{Stretches.Count + 1}";
}
