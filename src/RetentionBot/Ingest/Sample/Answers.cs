using static RetentionBot.Ingest.Sample.Fields;

namespace RetentionBot.Ingest.Sample;

/// <summary>What customers answered: NPS each quarter, CSAT after a case.</summary>
internal static class Answers
{
    /// <summary>The first months have too few customers for a round.</summary>
    private const int MonthsBeforeFirstRound = 9;

    private static readonly Dictionary<string, string[]> Praise = new(StringComparer.Ordinal)
    {
        ["nl"] = ["Werkt prettig en snel.", "Goede hulp van jullie team.", "Scheelt ons uren per week."],
        ["en"] = ["Quick and pleasant to work with.", "Great help from your team.", "Saves us hours every week."],
    };

    private static readonly Dictionary<string, string[]> Complaints = new(StringComparer.Ordinal)
    {
        ["nl"] = ["Te duur voor wat wij gebruiken.", "De rapporten laden traag.", "Lang gewacht op antwoord."],
        ["en"] = ["Too expensive for what we use.", "Reports load slowly.", "We waited long for an answer."],
    };

    public static IEnumerable<IReadOnlyDictionary<string, string>> Responses(IEnumerable<SampleCustomer> customers, DateOnly anchor, DateOnly through)
    {
        var known = customers.ToList();
        return NpsRounds(known, anchor, through).Concat(Csat(known, through));
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> NpsRounds(List<SampleCustomer> customers, DateOnly anchor, DateOnly through)
    {
        var earliest = new DateOnly(anchor.Year, anchor.Month, 1).AddMonths(MonthsBeforeFirstRound - CustomerBook.HistoryMonths);

        // A round is held in the middle month of a quarter.
        for (var month = earliest.AddMonths((14 - earliest.Month) % 3); month <= through; month = month.AddMonths(3))
        {
            var round = $"{month.Year}-Q{(month.Month / 3) + 1}";
            var roundNumber = (month.Year * 12) + month.Month;
            var sent = month.AddDays(2);
            var answers = customers.Where(c => c.IsServedOn(sent) && c.SignedUpOn <= sent.AddDays(-30))
                .SelectMany(People.ContactsOf, (customer, contact) => (Customer: customer, Contact: contact, Draw: Draw.For(contact.Id, roundNumber)))
                .Where(a => a.Draw.Hits(0.62))
                .OrderBy(a => Draw.For("mood" + a.Contact.Id, roundNumber).Unit + (0.35 * (int)a.Customer.Wellbeing))
                .ToList();

            // The happier a customer's place in the row, the higher the score: shares hold in every round.
            var detractors = 0.15 + (0.07 * Draw.For("detractors", roundNumber).Unit);
            var promoters = 0.45 + (0.09 * Draw.For("promoters", roundNumber).Unit);
            for (var place = 0; place < answers.Count; place++)
            {
                var (customer, contact, draw) = answers[place];
                var at = sent.AddDays(Draw.For("answered" + contact.Id, roundNumber).Between(0, 19)).InOfficeHours(draw);
                if (at.Day() <= through)
                {
                    var score = Score((place + 0.5) / answers.Count, detractors, promoters, draw);
                    yield return Answer("nps", round, customer, contact, score, 7, at, draw);
                }
            }
        }
    }

    private static int Score(double place, double detractors, double promoters, Draw draw) => place switch
    {
        _ when place < detractors => draw.Pick([2, 3, 4, 5, 5, 6, 6, 6]),
        _ when place < 1 - promoters => draw.Pick([7, 8, 8]),
        _ => draw.Pick([9, 9, 10]),
    };

    private static IEnumerable<IReadOnlyDictionary<string, string>> Csat(List<SampleCustomer> customers, DateOnly through) =>
        from customer in customers
        let contact = People.ContactsOf(customer).First()
        from call in Support.Of(customer, through)
        let draw = Draw.For(call.Id, customer.Number)
        let answered = call.Closed.AddHours(17)
        where answered.Day() <= through && draw.Hits(0.45)
        let score = Draw.For(call.Id, customer.Number, 1).Pick([1, 2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5])
        select Answer("csat", call.Id, customer, contact, score, 3, answered, draw);

    private static IReadOnlyDictionary<string, string> Answer(
        string kind, string round, SampleCustomer customer, SampleContact contact, int score, int middling, DateTime at, Draw draw) => Row(
        ("id", $"{kind}-{round}-{contact.Id}"),
        ("kind", kind),
        ("round", round),
        ("respondent", contact.Id),
        ("customer", customer.Id),
        ("contact", contact.Id),
        ("score", score.Text()),
        ("comment", score == middling || !Draw.For("comment" + contact.Id, at.Day().DayNumber).Hits(0.35)
            ? null
            : draw.Pick((score > middling ? Praise : Complaints)[contact.Language])),
        ("answered_at", at.Text()));
}
