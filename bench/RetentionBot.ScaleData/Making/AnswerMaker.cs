using RetentionBot.ScaleData.Drawing;

namespace RetentionBot.ScaleData.Making;

/// <summary>Makes answers to surveys: NPS once a quarter of those who pay on the day it is sent, CSAT after some of the cases that were closed.</summary>
internal static class AnswerMaker
{
    private const int Quarters = Window.Months / 3;
    private const int SentOnDay = 15;
    private const int NpsAnswered = 3_500;
    private const int CsatAnswered = 4_400;
    private const int Again = 300;
    private const int Invalid = 20;
    private const int AtBorder = 400;
    private const int BorderMinute = (23 * 60) + 30;
    private const int AnswersFrom = 8 * 60;
    private const int AnswersFor = 12 * 60;
    private const int LatestAgain = 40;
    private const int LatestCsat = 2 * 24 * 60;

    /// <summary>Mean 7.4.</summary>
    private static readonly Table<int> NpsScores = new(
        (200, 0), (100, 1), (150, 2), (200, 3), (300, 4), (650, 5), (850, 6), (1_800, 7), (2_350, 8), (1_850, 9), (1_550, 10));

    private static readonly Table<int> CsatScores = new((600, 1), (800, 2), (1_400, 3), (3_400, 4), (3_800, 5));

    /// <summary>Days from the sending to the answer.</summary>
    private static readonly Table<Band> Delays = new((5_500, new(0, 3)), (3_000, new(4, 9)), (1_500, new(10, 20)));

    public static IReadOnlyList<AnswerRow> Make(in Draws draws, CustomerRow customer, IReadOnlyList<SubscriptionRow> life, IReadOnlyList<CaseRow> cases)
    {
        var answers = new List<AnswerRow>();
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            var sentOn = Window.FirstOf((quarter * 3) + 1).AddDays(SentOnDay - 1);
            if (Service.IsPaidOn(life, sentOn) && draws.Happens(NpsAnswered, "nps", quarter))
            {
                AddNps(answers, draws, customer, quarter, sentOn);
            }
        }

        for (var i = 0; i < cases.Count; i++)
        {
            if (cases[i].ClosedAt is { } closed && draws.Happens(CsatAnswered, "csat", i)
                && closed.AddMinutes(1 + draws.Below(LatestCsat, "csat.minute", i)) is var at && Service.IsKnown(at))
            {
                answers.Add(new AnswerRow($"{customer.Id}-S{i + 1:00}", AnswerKind.Csat, $"csat-{closed:yyyy-MM}", draws.Pick(CsatScores, "csat.score", i), null, at));
            }
        }

        return answers;
    }

    private static void AddNps(List<AnswerRow> answers, in Draws draws, CustomerRow customer, int quarter, DateOnly sentOn)
    {
        var (id, round) = ($"{customer.Id}-N{quarter + 1}", $"{sentOn.Year}-Q{(quarter % 4) + 1}");
        var delay = draws.Pick(Delays, "nps.delay", quarter);
        var day = sentOn.AddDays(delay.From + draws.Below(delay.Count, "nps.day", quarter));
        answers.Add(Nps(draws, id, round, day, quarter, 0));
        if (draws.Happens(Again, "nps.again", quarter)
            && day.AddDays(2 + draws.Below(LatestAgain, "nps.again.day", quarter)) is var later && later <= Window.DataThrough)
        {
            answers.Add(Nps(draws, $"{id}b", round, later, quarter, 1));
        }
    }

    private static AnswerRow Nps(in Draws draws, string id, string round, DateOnly day, int quarter, int turn)
    {
        // At 23:30 UTC it is the next day in Amsterdam; on the data date that day is not known yet.
        var minute = day < Window.DataThrough && draws.Happens(AtBorder, "nps.border", quarter, turn)
            ? BorderMinute
            : AnswersFrom + draws.Below(AnswersFor, "nps.minute", quarter, turn);
        var invalid = draws.Happens(Invalid, "nps.invalid", quarter, turn) ? draws.Below(2, "nps.invalid.text", quarter, turn) == 0 ? "11" : "7.5" : null;
        return new AnswerRow(id, AnswerKind.Nps, round, invalid is null ? draws.Pick(NpsScores, "nps.score", quarter, turn) : null, invalid, Service.At(day, minute));
    }
}
