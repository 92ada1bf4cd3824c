using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;
using RetentionBot.Domain.Tests.Kpis;

namespace RetentionBot.Domain.Tests.Surveys;

/// <summary>
/// A year of a thousand customers with a contact each: NPS every quarter in waves, CSAT after cases, and news as often as somebody feels like it, under a clock that
/// jumps from day to day. Everything that decides is the product's own; only people, cases and moods are made up.
/// </summary>
internal sealed class SimulatedYear
{
    public const string News = "news";

    public const int People = 1_000;

    /// <summary>People a wave asks on a working day: the thousand take 40 of a quarter's 60 and more.</summary>
    private const int PerDay = 25;

    private static readonly string?[] Zones = [null, null, "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/Sao_Paulo"];

    private readonly Dice _dice;

    private readonly ContactBudget _budget;

    private readonly Person[] _people;

    /// <summary>Reminders by the day in UTC they are due.</summary>
    private readonly Dictionary<DateOnly, List<(Person Person, SurveyInvitation Invitation)>> _reminders = [];

    private Wave? _wave;

    public SimulatedYear(uint seed, BudgetLimits limits)
    {
        (_dice, _budget) = (new Dice(seed), new ContactBudget(limits));
        _people = [.. Enumerable.Range(1, People).Select(id => new Person
        {
            Id = id,
            Zone = _dice.Of<string?>(Zones),
            IsReachable = _dice.Next(50) > 0,
            OptsOutOn = _dice.Next(25) == 0 ? First.AddDays(_dice.Next(365)) : null,
            LeavesOn = _dice.Next(25) == 0 ? First.AddDays(_dice.Next(365)) : null,
            LastNpsBefore = _dice.Next(3) == 0 ? null : new DateOnly(2025, 9, 1).AddDays(_dice.Next(60)),
        })];
        foreach (var person in _people.Where(p => p.LastNpsBefore is not null))
        {
            person.Sent.Add((OutreachKinds.Nps, person.LastNpsBefore!.Value));
        }
    }

    public static DateOnly First { get; } = new(2026, 1, 1);

    public static WorkCalendar Calendar { get; } = new(
        new WorkingHours(new(9, 0), new(17, 30), new HashSet<DateOnly>
        {
            new(2026, 1, 1), new(2026, 4, 3), new(2026, 4, 6), new(2026, 4, 27), new(2026, 5, 14), new(2026, 5, 25), new(2026, 12, 25), new(2027, 1, 1),
        }),
        new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"));

    public IReadOnlyList<Person> Everybody => _people;

    public void Run()
    {
        for (var day = First; day < First.AddYears(1); day = day.AddDays(1))
        {
            var now = new DateTimeOffset(day.ToDateTime(new TimeOnly(_dice.Next(24), 0)), TimeSpan.Zero);
            if (day is { Day: 1, Month: 1 or 4 or 7 or 10 })
            {
                _wave = Plan(day);
            }

            // Whoever comes first in the day has the better chance; the order must not matter.
            Action<DateTimeOffset>[] parts = _dice.Next(2) == 0 ? [Ask, Remind, AfterCases, TellNews] : [TellNews, AfterCases, Remind, Ask];
            foreach (var part in parts)
            {
                part(now);
            }
        }

        _wave!.End();
    }

    private Wave Plan(DateOnly from)
    {
        _wave?.End();
        var audience = _people.Where(p => p.IsReachable && !p.HasLeft(from) && !p.HasOptedOut(from)).ToList();
        var turns = WavePlan.Spread(audience.Select(p => new WaveMember(p.Id, p.LastNps)), from, PerDay, Calendar.Hours, Calendar.Workspace);
        var reference = $"wave:{from:yyyy-MM}";
        foreach (var person in _people.Except(audience))
        {
            person.Intend(OutreachKinds.Nps, reference, from).Suppress(!person.IsReachable ? SuppressReason.Unreachable : person.HasLeft(from) ? SuppressReason.Gone : SuppressReason.OptedOut);
        }

        return new Wave(from.AddMonths(3), [.. turns.Select(turn =>
        {
            var person = _people[turn.ContactId - 1];
            person.NpsDueOn = turn.On;
            return (person, person.Intend(OutreachKinds.Nps, reference, turn.On));
        })]);
    }

    /// <summary>So many of those whose turn it is. Who was contacted too recently waits for their first free day.</summary>
    private void Ask(DateTimeOffset now)
    {
        var left = PerDay;
        foreach (var (person, outreach) in _wave!.Open.Where(o => o.Outreach.PlannedFor <= DateOnly.FromDateTime(now.UtcDateTime)).ToList())
        {
            if (left == 0)
            {
                return;
            }

            left -= Try(person, outreach, now) ? 1 : 0;
        }
    }

    private void AfterCases(DateTimeOffset now)
    {
        foreach (var person in _people.Where(_ => _dice.Next(60) == 0))
        {
            var outreach = person.Intend(OutreachKinds.Csat, $"case:{++person.Cases}", DateOnly.FromDateTime(now.UtcDateTime));
            if (_dice.Next(20) == 0)
            {
                outreach.Suppress(SuppressReason.NoSurveyLabel);
                continue;
            }

            Try(person, outreach, now);
        }
    }

    private void TellNews(DateTimeOffset now)
    {
        foreach (var person in _people.Where(_ => _dice.Next(4) == 0))
        {
            Try(person, person.Intend(News, $"news:{++person.NewsItems}", DateOnly.FromDateTime(now.UtcDateTime)), now);
        }
    }

    private void Remind(DateTimeOffset now)
    {
        foreach (var (person, invitation) in _reminders.GetValueOrDefault(DateOnly.FromDateTime(now.UtcDateTime)) ?? [])
        {
            if (_dice.Next(5) < 2)
            {
                invitation.Answer(_dice.Next(11), comment: null, now);
            }

            if (SurveyReminder.At(invitation, Calendar, person.Zone) is not null
                && Try(person, person.Intend(SurveyReminder.Kind, $"{invitation.Round}:reminder", DateOnly.FromDateTime(now.UtcDateTime)), now))
            {
                invitation.RemindedAt = now;
            }
        }
    }

    /// <summary>Makes a contact, puts it off, or suppresses it with the reason there is.</summary>
    /// <returns>Whether it is made.</returns>
    private bool Try(Person person, Outreach outreach, DateTimeOffset now)
    {
        var at = Calendar.TellOn(outreach.PlannedFor, now, person.Zone);
        var on = Calendar.DayOf(at, person.Zone);
        SuppressReason? reason = !person.IsReachable ? SuppressReason.Unreachable
            : person.HasLeft(on) ? SuppressReason.Gone
            : person.HasOptedOut(on) ? SuppressReason.OptedOut
            : null;
        if (reason is null)
        {
            // A question of a wave waits as long as the wave lasts; what is about something else has its one moment.
            var lastDay = outreach.Kind == OutreachKinds.Nps ? _wave!.Ends.AddDays(-1) : on;
            (var until, reason) = _budget.Decide(outreach.Kind, on, lastDay, person.Sent, person.NpsDueOn);
            if (until is { } free)
            {
                outreach.Move(free);
                person.NpsDueOn = free;
                return false;
            }
        }

        if (reason is { } why)
        {
            outreach.Suppress(why);
        }
        else
        {
            outreach.Send(at, on);
            person.Sent.Add((outreach.Kind, on));
        }

        if (outreach.Kind == OutreachKinds.Nps)
        {
            person.NpsDueOn = null;
            Invite(person, outreach);
        }

        return reason is null;
    }

    private void Invite(Person person, Outreach outreach)
    {
        if (outreach.SentAt is not { } at)
        {
            return;
        }

        var invitation = new SurveyInvitation
        {
            Id = Guid.Empty,
            Kind = SurveyKind.Nps,
            Round = outreach.Reference,
            ContactId = person.Id,
            InvitedAt = at,
            ClosesAt = Calendar.Workspace.StartOf(_wave!.Ends),
        };
        if (SurveyReminder.At(invitation, Calendar, person.Zone) is { } remindAt)
        {
            var day = DateOnly.FromDateTime(remindAt.UtcDateTime);
            _reminders.TryAdd(day, []);
            _reminders[day].Add((person, invitation));
        }
    }

    internal sealed class Person
    {
        public required int Id { get; init; }

        public required string? Zone { get; init; }

        public required bool IsReachable { get; init; }

        public required DateOnly? OptsOutOn { get; init; }

        public required DateOnly? LeavesOn { get; init; }

        public required DateOnly? LastNpsBefore { get; init; }

        public List<(string Kind, DateOnly On)> Sent { get; } = [];

        public List<Outreach> Book { get; } = [];

        public DateOnly? NpsDueOn { get; set; }

        public int Cases { get; set; }

        public int NewsItems { get; set; }

        public DateOnly? LastNps => Sent.Where(s => s.Kind == OutreachKinds.Nps).Select(s => (DateOnly?)s.On).Max();

        public bool HasLeft(DateOnly on) => LeavesOn <= on;

        public bool HasOptedOut(DateOnly on) => OptsOutOn <= on;

        public Outreach Intend(string kind, string reference, DateOnly day)
        {
            var outreach = Outreach.Plan(Id, kind, reference, day);
            Book.Add(outreach);
            return outreach;
        }
    }

    private sealed class Wave(DateOnly ends, List<(Person Person, Outreach Outreach)> planned)
    {
        public DateOnly Ends => ends;

        public IEnumerable<(Person Person, Outreach Outreach)> Open => planned.Where(p => p.Outreach.State == OutreachState.Planned);

        public void End()
        {
            foreach (var (person, outreach) in Open)
            {
                outreach.Suppress(SuppressReason.Closed);
                person.NpsDueOn = null;
            }
        }
    }
}
