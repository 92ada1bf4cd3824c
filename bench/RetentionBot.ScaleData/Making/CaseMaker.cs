using RetentionBot.ScaleData.Drawing;

namespace RetentionBot.ScaleData.Making;

/// <summary>Makes support cases, one and a half for a customer, on days the customer is served.</summary>
internal static class CaseMaker
{
    private const int OpensFrom = 6 * 60;
    private const int OpensFor = 16 * 60;
    private const int NeverAnswered = 500;
    private const int NeverClosed = 400;
    private const int Urgent = 600;
    private const int Escalated = 300;

    private static readonly Table<int> Counts = new((3_000, 0), (2_800, 1), (1_950, 2), (1_200, 3), (600, 4), (300, 5), (150, 6));

    /// <summary>Minutes to the first reply; exactly 24 hours is met, a minute more is not.</summary>
    private static readonly Table<Band> Replies = new((3_200, new(1, 60)), (3_600, new(61, 480)), (1_700, new(481, 1_439)), (100, new(1_440, 1_440)), (1_400, new(1_441, 4_320)));

    /// <summary>Hours from the first reply to the end.</summary>
    private static readonly Table<Band> Closings = new((5_000, new(1, 8)), (3_500, new(9, 72)), (1_500, new(73, 480)));

    public static IReadOnlyList<CaseRow> Make(in Draws draws, CustomerRow customer, IReadOnlyList<SubscriptionRow> life)
    {
        var count = draws.Pick(Counts, "cases");
        if (count == 0)
        {
            return [];
        }

        var days = Service.LastDay(customer, life).DayNumber - customer.SignedUpOn.DayNumber + 1;
        var opened = new DateTimeOffset[count];
        for (var i = 0; i < count; i++)
        {
            opened[i] = Service.At(customer.SignedUpOn.AddDays(draws.Below(days, "case.day", i)), OpensFrom + draws.Below(OpensFor, "case.minute", i));
        }

        Array.Sort(opened);
        var cases = new CaseRow[count];
        for (var i = 0; i < count; i++)
        {
            cases[i] = One(draws, $"{customer.Id}-T{i + 1:00}", opened[i], i);
        }

        return cases;
    }

    /// <summary>A reply or an end after the data date is not known yet; a case nobody replied to stays open.</summary>
    private static CaseRow One(in Draws draws, string id, DateTimeOffset opened, int i)
    {
        var (reply, closing) = (draws.Pick(Replies, "case.reply", i), draws.Pick(Closings, "case.end", i));
        DateTimeOffset? replied = draws.Happens(NeverAnswered, "case.mute", i) ? null : opened.AddMinutes(reply.From + draws.Below(reply.Count, "case.reply.minute", i));
        replied = replied is { } at && Service.IsKnown(at) ? at : null;
        var closed = draws.Happens(NeverClosed, "case.open", i) ? null : replied?.AddHours(closing.From + draws.Below(closing.Count, "case.end.hour", i));
        closed = closed is { } then && Service.IsKnown(then) ? then : null;
        return new CaseRow(id, opened, replied, closed, draws.Happens(Urgent, "case.urgent", i), draws.Happens(Escalated, "case.escalated", i));
    }
}
