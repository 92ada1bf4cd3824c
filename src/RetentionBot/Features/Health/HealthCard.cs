using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Text;

namespace RetentionBot.Features.Health;

/// <summary>Shows a customer's health: the score with what it is made of, what moved it in 7 days, and how it went over the weeks.</summary>
internal sealed class HealthCard(Cards cards, CustomerLinks links)
{
    /// <summary>The latest weeks are told in numbers as well.</summary>
    private const int WeeksInTable = 8;

    /// <summary>Slack draws no more points; of more it gets those of every second week.</summary>
    private const int MostInSmallChart = 20;

    /// <summary>One point is no chart.</summary>
    private const int FewestPoints = 2;

    public MessageContent Show(HealthHistory history, DateOnly today, Texts texts)
    {
        var name = CardText.Escape(history.Customer.Name);
        var now = history.Now;
        var score = now?.Value is { } value ? texts.Say("health.score", ("score", value), ("band", Band(value, history.Profile, texts))) : null;
        var data = new
        {
            Title = texts.Say("health.title", ("customer", name)),
            Score = score ?? texts.Say(now is null ? "health.none" : "health.unknown"),
            Style = StyleOf(history.Profile.BandOf(now?.Value)),
            ByHand = history.ByHand is { } byHand ? ByHand(byHand, history.Profile, texts) : null,
            Change = now is null ? null : Change(now, history.WeekAgo, history.Profile, texts),
            Coverage = now is null ? null : Coverage(now, texts),
            Profile = history.Profile.Name,
            DataDate = now is null ? null : texts.Format.Date(now.Day),
            Chart = Chart(history, texts),
            Rows = now is null ? [] : Rows(history, texts),
            Remarks = Remarks(history, today, texts).Select(text => new { Text = text }),
            Link = links.To(history.Customer.SourceKey) ?? "",
        };
        return cards.Show("health-history", texts, data, $"{data.Title}: {data.Score}");
    }

    /// <summary>The band in words.</summary>
    public static string Band(int score, HealthProfile profile, Texts texts) => texts.Say($"health.band.{profile.BandOf(score).ToString().ToLowerInvariant()}");

    private static string StyleOf(HealthBand band) => band switch
    {
        HealthBand.Green => "good",
        HealthBand.Yellow => "warning",
        HealthBand.Red or HealthBand.Critical => "attention",
        _ => "emphasis",
    };

    private static string ByHand(HealthOverride byHand, HealthProfile profile, Texts texts) => texts.Say(
        "health.by-hand",
        ("score", byHand.Value),
        ("band", Band(byHand.Value, profile, texts)),
        ("name", CardText.Escape(byHand.SetBy)),
        ("day", byHand.Through),
        ("reason", CardText.Escape(byHand.Reason)));

    /// <summary>"-14: usage -16.0, support -8.8, adoption +2.0", what cost most first.</summary>
    private static string Change(HealthScore now, HealthScore? before, HealthProfile profile, Texts texts)
    {
        if (now.Value - before?.Value is not { } change)
        {
            return texts.Say("health.change-unknown");
        }

        if (now.ProfileVersion != profile.Version)
        {
            // The weights it was made with are gone.
            return texts.Format.Points(change);
        }

        var drivers = HealthDrivers.Between(HealthScoring.Score(now, profile), HealthScoring.Score(before!, profile));
        (string Part, decimal? Points)[] parts = [("usage", drivers.Usage), ("adoption", drivers.Adoption), ("support", drivers.Support)];
        var told = parts.Where(p => p.Points is not (null or 0)).OrderBy(p => p.Points).Select(p => $"{texts.Say($"health.part.{p.Part}")} {texts.Format.Drivers(p.Points!.Value)}").ToList();
        return told.Count == 0 ? texts.Say("health.no-change") : $"{texts.Format.Points(change)}: {string.Join(", ", told)}";
    }

    private static string Coverage(HealthScore now, Texts texts)
    {
        (string Part, decimal? Value)[] parts = [("usage", now.Usage), ("adoption", now.Adoption), ("support", now.Support)];
        var missing = parts.Where(p => p.Value is null).Select(p => texts.Say($"health.part.{p.Part}")).ToList();
        var known = ("share", texts.Format.Percent(now.Coverage));
        return missing.Count == 0 ? texts.Say("health.coverage", known) : texts.Say("health.coverage-missing", known, ("parts", string.Join(", ", missing)));
    }

    private static object? Chart(HealthHistory history, Texts texts)
    {
        var known = history.Weeks.Where(w => w.Value is not null).ToList();
        if (known.Count < FewestPoints)
        {
            return null;
        }

        var last = known[^1].Day;
        var fewer = known.Count <= MostInSmallChart ? known : known.FindAll(w => (last.DayNumber - w.Day.DayNumber) % 14 == 0);
        var (most, least) = (known.MaxBy(w => w.Value)!, known.MinBy(w => w.Value)!);
        return new
        {
            Title = texts.Say("health.chart"),
            Points = known.Select(Point),
            Fewer = fewer.Select(Point),
            InWords = texts.Say(
                "kpi.highest-lowest",
                ("highest", texts.Format.Date(most.Day)), ("most", texts.Format.Number(most.Value!.Value)),
                ("lowest", texts.Format.Date(least.Day)), ("least", texts.Format.Number(least.Value!.Value))),
        };

        object Point(HealthScore week) => new { X = texts.Format.Short(Period.Day(week.Day)), Y = week.Value };
    }

    private static object[] Rows(HealthHistory history, Texts texts)
    {
        string[] columns = ["day", "score", "usage", "adoption", "support"];
        return
        [
            Row(columns.Select(column => texts.Say($"health.column.{column}"))),
            .. history.Weeks.TakeLast(WeeksInTable)
                .Select(w => Row(texts.Format.Short(Period.Day(w.Day)), Number(w.Value), Number(w.Usage), Number(w.Adoption), Number(w.Support))),
        ];

        string Number(decimal? number) => number is { } known ? texts.Format.Number(known, 0) : "–";
    }

    private static object Row(params IEnumerable<string> cells) => new { Cells = cells.Select(text => new { Text = text }) };

    private static IEnumerable<string> Remarks(HealthHistory history, DateOnly today, Texts texts)
    {
        if (history.Now is not { } now)
        {
            yield break;
        }

        if (now.Day < today.AddDays(-CustomerActivity.StaleAfterDays))
        {
            yield return texts.Say("health.stale", ("day", now.Day));
        }

        if (now.ProfileVersion != history.Profile.Version)
        {
            yield return texts.Say("health.other-profile", ("version", now.ProfileVersion));
        }
        else if (history.Weeks.FirstOrDefault(w => w.ProfileVersion != now.ProfileVersion) is not null)
        {
            var since = history.Weeks.SkipWhile(w => w.ProfileVersion != now.ProfileVersion).First();
            yield return texts.Say("health.older-profile", ("day", since.Day));
        }
    }
}
