using RetentionBot.ScaleData.Drawing;

namespace RetentionBot.ScaleData.Making;

/// <summary>Small questions about a customer's subscriptions, and times of day.</summary>
internal static class Service
{
    /// <summary>The last day up to the data date that any subscription, a trial too, covers; never before the sign-up.</summary>
    public static DateOnly LastDay(CustomerRow customer, IReadOnlyList<SubscriptionRow> life)
    {
        var last = customer.SignedUpOn;
        foreach (var row in life)
        {
            var day = row.End is { } end && end <= Window.DataThrough ? end.AddDays(-1) : Window.DataThrough;
            last = day > last ? day : last;
        }

        return last;
    }

    /// <summary>Whether a paid subscription covers the day.</summary>
    public static bool IsPaidOn(IReadOnlyList<SubscriptionRow> life, DateOnly day)
    {
        foreach (var row in life)
        {
            if (row.IsPaid && row.Covers(day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A minute of a UTC day.</summary>
    public static DateTimeOffset At(DateOnly day, int minute) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddMinutes(minute);

    /// <summary>Whether an instant lies on the data date or before it, in local days.</summary>
    public static bool IsKnown(DateTimeOffset at) => Amsterdam.LocalDay(at) <= Window.DataThrough;
}
