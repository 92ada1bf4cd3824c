using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Jobs;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Lint;
using RetentionBot.Text;

namespace RetentionBot.Tests.Jobs;

public sealed class JobBoardTests
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [Theory]
    [InlineData("2026-10-24T12:00Z", "2026-10-25T02:00Z")] // 03:00 is the winter one of that night
    [InlineData("2026-11-22T01:59Z", "2026-11-22T02:00Z")]
    [InlineData("2026-11-22T02:00Z", "2026-11-23T02:00Z")]
    [InlineData("2026-03-28T12:00Z", "2026-03-29T01:00Z")] // 02:00 to 03:00 is left out
    public void A_daily_one_comes_at_its_time_of_the_zone_over_a_change_of_clocks(string now, string next) =>
        new JobSchedule.Daily(new TimeOnly(3, 0)).NextAfter(At(now), startedAt: null, Amsterdam).ShouldBe(At(next));

    [Theory]
    [InlineData("2026-11-22T10:00Z", "2026-11-22T10:01Z")]
    [InlineData("2026-11-22T09:00Z", "2026-11-22T10:00Z")] // overdue: now
    [InlineData(null, "2026-11-22T10:00Z")]
    public void A_frequent_one_comes_its_distance_after_it_began(string? began, string next) =>
        JobSchedule.EachMinute.NextAfter(At("2026-11-22T10:00Z"), began is null ? null : At(began), Amsterdam).ShouldBe(At(next));

    [Fact]
    public void A_schedule_is_said_with_its_zone_in_both_languages()
    {
        var words = new JobWords(new Workspace(Amsterdam, "EUR"));
        string[] Said(string language) => [.. new JobSchedule[]
        {
            new JobSchedule.Daily(new TimeOnly(0, 10)), JobSchedule.EachMinute, new JobSchedule.Each(TimeSpan.FromSeconds(30)), new JobSchedule.Each(TimeSpan.FromMinutes(15)), new JobSchedule.AtStart(),
        }.Select(schedule => words.Schedule(new Job("x", schedule, (_, _) => Task.CompletedTask), Texts.For(language)))];

        Said(Texts.English).ShouldBe(["every day at 00:10 (Europe/Amsterdam)", "every minute", "every 30 seconds", "every 15 minutes", "once after each start"]);
        Said(Texts.Dutch).ShouldBe(["elke dag om 00:10 (Europe/Amsterdam)", "elke minuut", "elke 30 seconden", "elke 15 minuten", "eenmaal na elke start"]);
    }

    [Theory]
    [InlineData(0.04, "under 0.1 s", "minder dan 0,1 s")]
    [InlineData(3.25, "3.3 s", "3,3 s")]
    [InlineData(59, "59 s", "59 s")]
    [InlineData(125, "2 min 5 s", "2 min 5 s")]
    [InlineData(3 * 3600 + 600, "3 h 10 min", "3 u 10 min")]
    [InlineData(100 * 3600, "4 d 4 h", "4 d 4 u")]
    public void A_span_is_said_with_its_two_largest_units(double seconds, string english, string dutch)
    {
        JobWords.Span(TimeSpan.FromSeconds(seconds), Texts.For(Texts.English)).ShouldBe(english);
        JobWords.Span(TimeSpan.FromSeconds(seconds), Texts.For(Texts.Dutch)).ShouldBe(dutch);
    }

    [Fact]
    public void An_error_is_sorted_and_its_message_is_left_out()
    {
        var busy = new SqliteException("secret", 5);
        (Exception Error, string Kept)[] errors =
        [
            (busy, "database 5"),
            (new DbUpdateException("secret", busy), "database 5"),
            (new DbUpdateConcurrencyException("secret"), "overtaken DbUpdateConcurrencyException"),
            (new HttpRequestException("secret", null, HttpStatusCode.ServiceUnavailable), "network 503"),
            (new SocketException(), "network SocketException"),
            (new TimeoutException("secret"), "slow TimeoutException"),
            (new FileNotFoundException("secret"), "file FileNotFoundException"),
            (new NotSupportedException("secret"), "unexpected NotSupportedException"),
        ];
        errors.Select(e => JobFault.Of(e.Error).ToString()).ShouldBe(errors.Select(e => e.Kept));
        foreach (var (_, kept) in errors)
        {
            JobFault.Parse(kept).Say(Texts.For(Texts.Dutch)).ShouldContain(kept.Split(' ')[1]);
        }
    }

    [Fact]
    public async Task What_waits_is_counted_by_where_it_waits_and_timers_that_are_due_only_just_are_not_late()
    {
        await using var host = await JobHost.StartAsync();
        var now = host.Clock.Now;
        await host.AddAsync(
            new DueTimer { Kind = "alert.escalate", Subject = "alert:1", DueAt = now.AddMinutes(-5) },
            new DueTimer { Kind = "alert.escalate", Subject = "alert:2", DueAt = now.AddMinutes(-90) },
            new DueTimer { Kind = "alert.digest", Subject = "staff:1", DueAt = now.AddSeconds(-30) },
            new DueTimer { Kind = "alert.digest", Subject = "staff:2", DueAt = now.AddMinutes(10) },
            new DueTimer { Kind = "survey.remind", Subject = "invitation:1", DueAt = now.AddMinutes(10), Attempts = 7 },
            Message(OutboxState.Pending, now.AddMinutes(-20), now.AddMinutes(-20)),
            Message(OutboxState.Sending, now.AddMinutes(-3), now.AddMinutes(-3)),
            Message(OutboxState.Pending, now.AddMinutes(-60), now.AddMinutes(60)),
            Message(OutboxState.Unknown, now.AddMinutes(-60), now.AddMinutes(-60)),
            Message(OutboxState.Dead, now.AddDays(-60), now.AddDays(-60)),
            Message(OutboxState.Sent, now.AddMinutes(-60), now.AddMinutes(-60)),
            new InboundDelivery { Key = "1", ConversationKey = "slack||C1", ReceivedAt = now.AddMinutes(-2) },
            new InboundDelivery { Key = "2", ConversationKey = "slack||C1", ReceivedAt = now.AddMinutes(-9), State = DeliveryState.Done });

        var backlog = (await host.BoardAsync()).Backlog;

        backlog.Timers.ShouldBe([new LateTimers("alert.escalate", 2, now.AddMinutes(-90), 0), new LateTimers("survey.remind", 1, now.AddMinutes(10), 7)]);
        (backlog.Outbox, backlog.Held, backlog.Dead, backlog.Inbox).ShouldBe((new Waiting(2, now.AddMinutes(-20)), 1, 1, new Waiting(1, now.AddMinutes(-2))));
    }

    [Fact]
    public async Task Every_job_of_the_bot_has_a_key_of_its_own_and_a_name()
    {
        await using var host = await BuiltHost.StartAsync();
        var jobs = host.Get<IEnumerable<Job>>().ToList();
        jobs.Select(j => j.Key).ShouldBeUnique();
        jobs.Count.ShouldBeGreaterThan(5);
        jobs.Where(j => !Texts.For(Texts.English).Has($"jobs.name.{j.Key}")).Select(j => j.Key).ShouldBeEmpty();
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    private static OutboxMessage Message(OutboxState state, DateTimeOffset at, DateTimeOffset due) => new()
    {
        ConversationKey = "slack||C1",
        Conversation = new ConversationRef { ChannelId = ChannelIds.Slack, ConversationId = "C1", Kind = ConversationKind.Channel },
        Kind = SendKind.Post,
        Text = "Health drop",
        State = state,
        CreatedAt = at,
        DueAt = due,
    };
}
