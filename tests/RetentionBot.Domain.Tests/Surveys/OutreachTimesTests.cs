using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Tests.Surveys;

public sealed class OutreachTimesTests
{
    /// <summary>Monday 27 April 2026 is King's Day.</summary>
    private static readonly WorkCalendar Calendar = new(
        new WorkingHours(new(9, 0), new(17, 30), new HashSet<DateOnly> { new(2026, 4, 27) }),
        new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"));

    [Theory]
    [InlineData("2026-11-25", "2026-11-20T11:00:00Z", null, "2026-11-25T08:00:00Z")] // Planned ahead: as the day begins.
    [InlineData("2026-11-25", "2026-11-25T11:00:00Z", null, "2026-11-25T11:00:00Z")] // In the middle of it: now.
    [InlineData("2026-11-25", "2026-11-25T16:29:59Z", null, "2026-11-25T16:29:59Z")]
    [InlineData("2026-11-25", "2026-11-25T16:30:00Z", null, "2026-11-26T08:00:00Z")] // Half past five: tomorrow.
    [InlineData("2026-11-20", "2026-11-25T02:00:00Z", null, "2026-11-25T08:00:00Z")] // A day gone by, found at night.
    [InlineData("2026-11-28", "2026-11-25T02:00:00Z", null, "2026-11-30T08:00:00Z")] // A Saturday.
    [InlineData("2026-04-27", "2026-04-20T11:00:00Z", null, "2026-04-28T07:00:00Z")] // King's Day.
    [InlineData("2026-03-30", "2026-03-28T11:00:00Z", null, "2026-03-30T07:00:00Z")] // The clocks went forward the night before…
    [InlineData("2026-10-26", "2026-10-23T15:31:00Z", null, "2026-10-26T08:00:00Z")] // …and back.
    [InlineData("2026-11-25", "2026-11-20T11:00:00Z", "America/New_York", "2026-11-25T14:00:00Z")]
    [InlineData("2026-11-25", "2026-11-25T11:00:00Z", "America/New_York", "2026-11-25T14:00:00Z")] // Six in the morning there.
    [InlineData("2026-11-26", "2026-11-25T02:00:00Z", "Asia/Tokyo", "2026-11-26T00:00:00Z")] // The day is theirs: it begins before ours.
    [InlineData("2026-11-25", "2026-11-25T11:00:00Z", "Asia/Tokyo", "2026-11-26T00:00:00Z")] // Eight in the evening there.
    [InlineData("2026-11-25", "2026-11-20T11:00:00Z", "Europe/Atlantis", "2026-11-25T08:00:00Z")]
    public void Somebody_hears_on_their_day_in_their_hours(string day, string now, string? zone, string expected) =>
        Calendar.TellOn(DateOnly.Parse(day), DateTimeOffset.Parse(now), zone).ShouldBe(DateTimeOffset.Parse(expected));

    [Fact]
    public void Who_tries_the_bot_hears_at_once_and_yet_not_before_the_day()
    {
        var (trying, night) = (Calendar with { TellsAtOnce = true }, DateTimeOffset.Parse("2026-11-25T02:00:00Z"));

        trying.TellOn(new(2026, 11, 25), night, zone: null).ShouldBe(night);
        trying.TellOn(new(2026, 11, 26), night, zone: null).ShouldBe(DateTimeOffset.Parse("2026-11-25T23:00:00Z"));
    }

    [Theory]
    [InlineData("2026-11-25T08:00:00Z", null, "2026-12-02T08:00:00Z")] // Wednesday: the next Wednesday, as the day begins.
    [InlineData("2026-11-25T15:00:00Z", null, "2026-12-02T08:00:00Z")]
    [InlineData("2026-11-28T15:00:00Z", null, "2026-12-04T08:00:00Z")] // Saturday: Monday is the first day, Friday the fifth.
    [InlineData("2026-04-22T07:00:00Z", null, "2026-04-30T07:00:00Z")] // King's Day does not count.
    [InlineData("2026-10-21T07:00:00Z", null, "2026-10-28T08:00:00Z")] // The clocks go back in between.
    [InlineData("2026-11-25T14:00:00Z", "America/New_York", "2026-12-02T14:00:00Z")]
    public void Who_does_not_answer_is_reminded_after_five_working_days(string invitedAt, string? zone, string expected) =>
        SurveyReminder.At(Invite(invitedAt), Calendar, zone).ShouldBe(DateTimeOffset.Parse(expected));

    [Theory]
    [InlineData(1, "2026-11-26T08:00:00Z")]
    [InlineData(3, "2026-11-30T08:00:00Z")]
    [InlineData(10, "2026-12-09T08:00:00Z")]
    public void After_how_many_is_a_setting(int days, string expected) =>
        SurveyReminder.At(Invite("2026-11-25T08:00:00Z"), Calendar, zone: null, days).ShouldBe(DateTimeOffset.Parse(expected));

    [Theory]
    [InlineData("2026-12-02T08:00:01Z", true)]
    [InlineData("2026-12-02T08:00:00Z", false)]
    [InlineData("2026-11-30T08:00:00Z", false)]
    public void Nobody_is_reminded_once_it_is_closed(string closesAt, bool isReminded) =>
        (SurveyReminder.At(Invite("2026-11-25T08:00:00Z", closesAt), Calendar, zone: null) is not null).ShouldBe(isReminded);

    [Fact]
    public void Nobody_is_reminded_twice()
    {
        var invitation = Invite("2026-11-25T08:00:00Z");
        invitation.RemindedAt = DateTimeOffset.Parse("2026-12-02T08:00:00Z");

        SurveyReminder.At(invitation, Calendar, zone: null).ShouldBeNull();
    }

    [Fact]
    public void Nobody_is_reminded_of_what_they_answered()
    {
        var invitation = Invite("2026-11-25T08:00:00Z");
        invitation.Answer(0, comment: null, DateTimeOffset.Parse("2026-11-25T09:00:00Z"));

        SurveyReminder.At(invitation, Calendar, zone: null).ShouldBeNull();
    }

    [Fact]
    public void A_reminder_comes_a_working_day_later_at_the_earliest() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SurveyReminder.At(Invite("2026-11-25T08:00:00Z"), Calendar, zone: null, workingDays: 0));

    private static SurveyInvitation Invite(string at, string? closesAt = null) => new()
    {
        Id = Guid.Empty,
        Kind = SurveyKind.Nps,
        Round = "2026-Q4",
        ContactId = 1,
        InvitedAt = DateTimeOffset.Parse(at),
        ClosesAt = closesAt is null ? null : DateTimeOffset.Parse(closesAt),
    };
}
