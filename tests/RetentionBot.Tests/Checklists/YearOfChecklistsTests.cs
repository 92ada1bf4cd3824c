using System.Globalization;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Checklists;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Checklists;

/// <summary>
/// The 52 weeks of 2026 with holidays, both changes of the clock, absences, outages and restarts at random moments. What must have been told is worked out here by
/// plain rules, from when the bot ran and what people did.
/// </summary>
public sealed class YearOfChecklistsTests
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly DateOnly FirstMonday = new(2026, 1, 5);

    /// <summary>Days after Monday by which checks 1, 2 and 3 are due.</summary>
    private static readonly int[] DueDays = [3, 4, 1];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_week_has_one_post_and_every_reminder_comes_once_to_whom_and_when_it_should(int seed)
    {
        var random = new Random(seed);
        await using var host = await ChecklistHost.StartAsync("2026-01-05 08:00");
        var year = new Year(random)
        {
            Bram = await host.ColleagueAsync("Bram", StaffRole.Member),
            Carla = await host.ColleagueAsync("Carla", StaffRole.Member, NewYork.Id),
            Dirk = await host.ColleagueAsync("Dirk", StaffRole.Member),
            Leonie = await host.ColleagueAsync("Leonie", StaffRole.Lead),
        };
        await host.AddAsync([.. year.Absences()]);

        foreach (var (at, hasRestarted) in year.Moments())
        {
            host.Clock.Now = at;
            if (hasRestarted)
            {
                await host.RestartAsync();
            }

            if (year.Deed(at) is { } deed)
            {
                await (deed.MoveTo is { } day ? host.MoveAsync(deed.Check, day, year.Owner(deed.Check)) : host.TickAsync(deed.Check, year.Owner(deed.Check)));
            }

            await host.RunTimersAsync();
            if (year.Run(at))
            {
                await PlanFirstAsync(host, year);
            }
        }

        var lists = await host.ListsAsync();
        lists.Select(l => (l.Turn, l.PostedAt, l.IsLate)).ShouldBe(year.Posts);
        lists.Count.ShouldBe(52);
        foreach (var place in (string[])[ChecklistHost.English, ChecklistHost.Dutch])
        {
            (await host.PostsAsync(place)).Select(m => (m.Subject, m.CreatedAt)).ShouldBe(lists.Select(l => ((string?)ChecklistCard.SubjectOf(l), l.PostedAt)));
        }

        var told = (await host.OutboxAsync()).Where(m => m.RecipientKey is not null).Select(m => $"{m.CreatedAt:O} {m.RecipientKey} {m.Text.Split(':')[0]}");
        told = told.ToList();
        told.Except(year.Told, StringComparer.Ordinal).ShouldBeEmpty("Nobody was told what they should not be told.");
        year.Told.Except(told, StringComparer.Ordinal).ShouldBeEmpty("Nobody was left out.");
        told.Count().ShouldBe(year.Told.Count);
        year.Told.Count.ShouldBeGreaterThan(40);
    }

    /// <summary>On the first list owners and deadlines are set, which stand from then on.</summary>
    private static async Task PlanFirstAsync(ChecklistHost host, Year year)
    {
        for (var check = 1; check <= DueDays.Length; check++)
        {
            await host.AssignAsync(check, year.Owner(check));
            await host.MoveAsync(check, FirstMonday.AddDays(DueDays[check - 1]), year.Owner(check));
        }
    }

    /// <summary>What was done and what must have come of it.</summary>
    private sealed class Year(Random random)
    {
        private readonly List<(int Check, DateOnly Due, DateTimeOffset At, bool IsForLead)> _pending = [];
        private readonly HashSet<int> _done = [];
        private readonly HashSet<DateOnly> _movedFrom = [];
        private DateOnly? _week;

        public required StaffMember Bram { get; init; }

        public required StaffMember Carla { get; init; }

        public required StaffMember Dirk { get; init; }

        public required StaffMember Leonie { get; init; }

        public List<(string Turn, DateTimeOffset At, bool IsLate)> Posts { get; } = [];

        public List<string> Told { get; } = [];

        public StaffMember Owner(int check) => check switch { 1 => Bram, 2 => Carla, _ => Dirk };

        /// <summary>Dirk stands in for Bram in spring, and Bram for Leonie in autumn.</summary>
        public IEnumerable<object> Absences() =>
        [
            new Absence { StaffMemberId = Bram.Id, From = new DateOnly(2026, 3, 16), Through = new DateOnly(2026, 4, 12), StandInId = Dirk.Id },
            new Absence { StaffMemberId = Leonie.Id, From = new DateOnly(2026, 10, 5), Through = new DateOnly(2026, 11, 8), StandInId = Bram.Id },
        ];

        /// <summary>When the bot runs: a few times a day, at nine to the second, and now and then not for up to two days.</summary>
        public IEnumerable<(DateTimeOffset At, bool HasRestarted)> Moments()
        {
            var upAgain = DateTimeOffset.MinValue;
            for (var day = FirstMonday; day < FirstMonday.AddDays(7 * 52); day = day.AddDays(1))
            {
                if (random.Next(12) == 0)
                {
                    upAgain = Local(day, 0).AddMinutes(random.Next(2 * 24 * 60));
                }

                var atRandom = Local(day, 9).AddMinutes(random.Next(12 * 60));
                DateTimeOffset[] times = day.DayOfWeek <= DayOfWeek.Tuesday ? [Local(day, 9).AddSeconds(-1), Local(day, 9), Local(day, 15), atRandom] : [Local(day, 9), Local(day, 15)];
                foreach (var at in times.Distinct().Order().Where(at => at >= upAgain))
                {
                    yield return (at, random.Next(60) == 0);
                }
            }
        }

        /// <summary>What somebody does at a moment to a check that is undone; mostly nothing.</summary>
        public (int Check, DateOnly? MoveTo)? Deed(DateTimeOffset at)
        {
            if (Posts.Count < 2 || _week is not { } week || random.Next(8) != 0)
            {
                return null;
            }

            var check = random.Next(1, DueDays.Length + 1);
            if (_done.Contains(check))
            {
                return null;
            }

            _pending.RemoveAll(p => p.Check == check);
            if (random.Next(5) > 0 || !_movedFrom.Add(week))
            {
                _done.Add(check);
                return (check, null);
            }

            var day = LocalDay(at, Amsterdam).AddDays(2 + random.Next(9));
            if (day == week.AddDays(DueDays[check - 1]))
            {
                day = day.AddDays(1);
            }

            Expect(check, day, at);
            return (check, day);
        }

        /// <summary>What must have happened by the end of a moment at which the bot ran.</summary>
        /// <returns>Whether the first list of all was posted.</returns>
        public bool Run(DateTimeOffset at)
        {
            var monday = Monday(LocalDay(at, Amsterdam));
            var due = Local(WorkingDay(monday), 9);
            var isFirst = false;
            if (_week != monday && at >= due)
            {
                isFirst = _week is null;
                _week = monday;
                _done.Clear();
                Posts.Add(($"{ISOWeek.GetYear(monday.ToDateTime(default))}-W{ISOWeek.GetWeekOfYear(monday.ToDateTime(default)):00}", at, at - due > TimeSpan.FromMinutes(15)));
                for (var check = 1; check <= DueDays.Length; check++)
                {
                    Expect(check, monday.AddDays(DueDays[check - 1]), at);
                }
            }

            foreach (var one in _pending.Where(p => p.At <= at).ToList())
            {
                var meant = one.IsForLead ? Leonie : Owner(one.Check);
                var told = InsteadOf(meant, LocalDay(at, Amsterdam));
                if (IsAtWork(told, at))
                {
                    _pending.Remove(one);
                    Told.Add($"{at:O} slack|T1|U{told.Id} Check {one.Check} {(one.IsForLead ? "is still open" : "of yours is still open")}");
                }
            }

            return isFirst;
        }

        /// <param name="at">When it was set: what should have been told before is told as the next working day begins.</param>
        private void Expect(int check, DateOnly due, DateTimeOffset at)
        {
            var zone = check == 2 ? NewYork : Amsterdam;
            var day = WorkingDay(due.AddDays(1));
            var leads = WorkingDay(WorkingDay(day.AddDays(1)).AddDays(1));
            _pending.Add((check, due, Later(At(day, 9, zone), zone), false));
            _pending.Add((check, due, Later(At(leads, 9, Amsterdam), Amsterdam), true));

            DateTimeOffset Later(DateTimeOffset meant, TimeZoneInfo where)
            {
                for (var next = LocalDay(at, where); meant <= at; next = next.AddDays(1))
                {
                    meant = At(WorkingDay(next), 9, where);
                }

                return meant;
            }
        }

        private StaffMember InsteadOf(StaffMember meant, DateOnly day) =>
            meant == Bram && day >= new DateOnly(2026, 3, 16) && day <= new DateOnly(2026, 4, 12) ? Dirk
            : meant == Leonie && day >= new DateOnly(2026, 10, 5) && day <= new DateOnly(2026, 11, 8) ? Bram
            : meant;

        private bool IsAtWork(StaffMember who, DateTimeOffset at)
        {
            var local = TimeZoneInfo.ConvertTime(at, who == Carla ? NewYork : Amsterdam);
            return WorkingDay(DateOnly.FromDateTime(local.DateTime)) == DateOnly.FromDateTime(local.DateTime) && local.Hour is >= 9 and < 17;
        }
    }

    private static DateOnly WorkingDay(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || ChecklistHost.Calendar.Hours.Holidays.Contains(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly LocalDay(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static DateTimeOffset Local(DateOnly day, int hour) => At(day, hour, Amsterdam);

    private static DateTimeOffset At(DateOnly day, int hour, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
