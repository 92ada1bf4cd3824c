using static RetentionBot.Ingest.Sample.Fields;

namespace RetentionBot.Ingest.Sample;

/// <summary>A call for help with its whole course.</summary>
internal sealed record SampleCase(string Id, DateTime Opened, DateTime FirstReply, DateTime Closed, bool IsUrgent = false, bool IsEscalated = false);

/// <summary>The support desk's cases.</summary>
internal static class Support
{
    /// <summary>Who answers there.</summary>
    private static readonly string[] Desk = ["Emma Jacobs", "Pieter Smit"];

    /// <summary>A customer opens at most one case in each stretch of so many days.</summary>
    private const int BlockDays = 28;

    /// <summary>A new or returned customer's score is still climbing: no case may push it back over the threshold.</summary>
    private const int DaysToSettle = 35;

    public static IEnumerable<IReadOnlyDictionary<string, string>> Cases(IEnumerable<SampleCustomer> customers, DateOnly through) =>
        from customer in customers
        from call in Of(customer, through)
        select Row(
            ("id", call.Id),
            ("customer", customer.Id),
            ("opened_at", call.Opened.Text()),
            ("first_reply_at", call.FirstReply.TextBy(through)),
            ("closed_at", call.Closed.TextBy(through)),
            ("urgent", call.IsUrgent.Text()),
            ("escalated", call.IsEscalated.Text()),
            ("contact", People.ContactsOf(customer).First().Id),
            ("agent", Draw.For("agent" + call.Id, customer.Number).Pick(Desk)));

    /// <summary>The cases opened by then.</summary>
    public static IEnumerable<SampleCase> Of(SampleCustomer customer, DateOnly through) =>
        Ordinary(customer, through).Concat(customer.Collapses.SelectMany(c => OfCollapse(customer, c))).Where(c => c.Opened.Day() <= through);

    private static IEnumerable<SampleCase> Ordinary(SampleCustomer customer, DateOnly through)
    {
        for (var (block, first) = (0, customer.SignedUpOn); first <= through; block++, first = first.AddDays(BlockDays))
        {
            var day = OnWorkday(first.AddDays(Draw.For("case day", customer.Number, block).Between(0, BlockDays - 3)));
            if (Draw.For("case", customer.Number, block).Hits(0.32) && IsSettled(customer, day) && !IsInStory(customer, day))
            {
                // Trouble only in every other stretch, so that no four weeks hold two.
                var trouble = block % 2 == 0 ? Draw.For("trouble", customer.Number, block).Unit : 1;
                var course = Draw.For("case course", customer.Number, block);
                yield return Course($"S-{customer.Id}-{block}", day, course, customer.Latest.Plan == Offer.Enterprise, isUrgent: trouble < 0.14, isEscalated: trouble is >= 0.14 and < 0.20);
            }
        }
    }

    /// <summary>A customer of high value never waits for a day.</summary>
    private static SampleCase Course(string id, DateOnly day, Draw draw, bool isHighValue, bool isUrgent, bool isEscalated)
    {
        var opened = day.InOfficeHours(draw);
        var wait = draw.Unit switch
        {
            _ when isUrgent => 5 + (draw.Unit * 50),
            < 0.06 when !isHighValue => (24 * 60) + (draw.Unit * 6000),
            _ => 15 + (draw.Unit * draw.Unit * 380),
        };
        return new SampleCase(id, opened, opened.AddMinutes((int)wait), day.AddDays(2 + (int)(draw.Unit * draw.Unit * 17)).At(16, 30), isUrgent, isEscalated);
    }

    /// <summary>Two fresh cases on the day before the collapse is complete; help comes when the customer returns.</summary>
    private static IEnumerable<SampleCase> OfCollapse(SampleCustomer customer, DateOnly collapse)
    {
        var day = collapse.AddDays(-1);
        var id = $"S-{customer.Id}-{collapse.Text()}";
        yield return new SampleCase(id + "-1", day.At(9, 40), day.At(13, 5), collapse.AddDays(12).At(11, 0));
        yield return new SampleCase(id + "-2", day.At(14, 10), day.At(14, 35), collapse.AddDays(13).At(15, 20), IsUrgent: true);
    }

    private static bool IsSettled(SampleCustomer customer, DateOnly day) =>
        customer.IsServedOn(day) && customer.IsServedOn(day.AddDays(-DaysToSettle));

    private static bool IsInStory(SampleCustomer customer, DateOnly day) =>
        customer.SilentFrom < day.AddDays(UsageDiary.StoryLeadDays)
        || customer.Collapses.Exists(c => day > c.AddDays(-UsageDiary.StoryLeadDays) && day < c.AddDays(40));

    private static DateOnly OnWorkday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
