using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Chaos;

/// <summary>
/// What goes wrong at Teams and Slack, by chance from a seed. Some of it happens before what was asked for is done, some after: the bot cannot tell the two apart.
/// </summary>
internal sealed class Weather(int seed)
{
    /// <summary>Of a thousand calls to Teams.</summary>
    private static readonly (int Share, string Name, ConnectorReply Reply)[] AtTeams =
    [
        (40, "429", new(429) { RetryAfter = "1" }),
        (5, "429 for long", new(429) { RetryAfter = "4" }),
        (40, "412", new(412)),
        (12, "500", new(500)),
        (40, "502", new(502)),
        (30, "504", new(504)),
        (8, "times out", new(200) { Hangs = true }),
        (8, "times out when it is done", new(200) { CarriesOut = true, Hangs = true }),
        (20, "cut off", new(200) { Aborts = true }),
        (20, "cut off when it is done", new(200) { CarriesOut = true, Aborts = true }),
    ];

    /// <summary>Of a thousand calls to Slack, which has no 412.</summary>
    private static readonly (int Share, string Name, FakeSlackAnswer Answer)[] AtSlack =
    [
        (20, "429", new(429, RetryAfter: 1)),
        (25, "500", new(500)),
        (25, "502", new(502)),
        (10, "503", new(503)),
        (20, "504", new(504)),
        (10, "fatal_error", new(Body: """{"ok":false,"error":"fatal_error"}""")),
        (4, "times out", new(Delay: TimeSpan.FromMinutes(1))),
        (25, "cut off", new(Body: "", ActsThenHangsUp: true)),
        (25, "cut off when it is done", new(ActsThenHangsUp: true)),
    ];

    private readonly Lock _sync = new();
    private readonly Random _random = new(seed);
    private readonly SortedDictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>What happened, and how often.</summary>
    public string Report
    {
        get
        {
            lock (_sync)
            {
                return string.Join(", ", _seen.Select(s => $"{s.Key}: {s.Value}"));
            }
        }
    }

    public void BreaksOver(BotProcess bot)
    {
        bot.Teams.Connector.Rule = _ => Next("Teams", AtTeams);
        bot.Slack.Fake.Rule = _ => Next("Slack", AtSlack);
    }

    /// <summary>A chance of its own, for whoever else needs one.</summary>
    public TimeSpan UpTo(TimeSpan longest)
    {
        lock (_sync)
        {
            return longest * _random.NextDouble();
        }
    }

    private T? Next<T>(string where, (int Share, string Name, T What)[] table)
        where T : class
    {
        lock (_sync)
        {
            var drawn = _random.Next(1000);
            foreach (var (share, name, what) in table)
            {
                drawn -= share;
                if (drawn < 0)
                {
                    var key = $"{where} {name}";
                    _seen[key] = _seen.GetValueOrDefault(key) + 1;
                    return what;
                }
            }

            return null;
        }
    }
}
