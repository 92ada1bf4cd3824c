using RetentionBot.Domain.Checklists;

namespace RetentionBot.Domain.Tests.Checklists;

public sealed class OwnListTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    [Theory]
    [InlineData(ChecklistCadence.Weekly, "on Tuesday 10:00", "2 10:00")]
    [InlineData(ChecklistCadence.Weekly, "every fridays at 9:05", "5 09:05")]
    [InlineData(ChecklistCadence.Weekly, "op maandag om 16:30", "1 16:30")]
    [InlineData(ChecklistCadence.Weekly, "zondag", "7 09:00")]
    [InlineData(ChecklistCadence.Monthly, "on the 1st", "1 09:00")]
    [InlineData(ChecklistCadence.Monthly, "op de 23e om 08:15", "23 08:15")]
    [InlineData(ChecklistCadence.Monthly, "31 09:00", "31 09:00")]
    [InlineData(ChecklistCadence.Monthly, "on the last day, 17:00", "31 17:00")]
    [InlineData(ChecklistCadence.Once, "on 2026-12-10", "2026-12-10 09:00")]
    [InlineData(ChecklistCadence.Once, "morgen om 10:00", "2026-11-27 10:00")]
    [InlineData(ChecklistCadence.Weekly, "", "Day")]
    [InlineData(ChecklistCadence.Weekly, "on the 1st", "Day")]
    [InlineData(ChecklistCadence.Weekly, "tuesday noon", "Time")]
    [InlineData(ChecklistCadence.Weekly, "tuesday 10:00 11:00", "Time")]
    [InlineData(ChecklistCadence.Monthly, "0", "Day")]
    [InlineData(ChecklistCadence.Monthly, "32", "Day")]
    [InlineData(ChecklistCadence.Monthly, "-1", "Day")]
    [InlineData(ChecklistCadence.Monthly, "1 25:00", "Time")]
    [InlineData(ChecklistCadence.Once, "2026-02-30", "Day")]
    public void When_a_list_comes_is_read_in_English_and_Dutch(ChecklistCadence cadence, string words, string read)
    {
        var (schedule, fault) = ScheduleWords.Read(cadence, words.Split(' '), Today);
        (schedule is null ? fault.ToString() : $"{schedule.OnDate?.ToString("yyyy-MM-dd") ?? schedule.OnDay.ToString()} {schedule.At:HH:mm}").ShouldBe(read);
    }

    [Theory]
    [InlineData("Month end", "month-end")]
    [InlineData("  Q3: renewals & upsell! ", "q3-renewals-upsell")]
    [InlineData("Évaluatie", "évaluatie")]
    [InlineData("E\u0301valuatie", "évaluatie")]
    [InlineData("2026", null)]
    [InlineData("***", null)]
    public void A_name_is_found_by_its_letters_and_digits(string name, string? key) => OwnList.KeyOf(name)?.ToUpperInvariant().ShouldBe(key?.ToUpperInvariant());

    [Fact]
    public void A_check_that_is_taken_off_leaves_the_numbers_of_the_others_and_a_stopped_list_gives_its_name_back()
    {
        var plan = ChecklistPlan.Of("month-end", "Month end", ChecklistSchedule.Default, [(null, "One"), (null, "Two"), (null, "Three")], id: 7);
        plan.Remove(plan.Checks[1]);
        plan.Add(4, "Four");
        plan.Checks.Select(c => $"{c.Position} {c.Words}").ShouldBe(["1 One", "3 Three", "4 Four"]);

        var at = new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);
        plan.Stop(at);
        plan.Stop(at.AddDays(1));
        (plan.Key, plan.StoppedAt).ShouldBe(("month-end~7", at));
    }

    [Fact]
    public void Words_are_kept_on_one_line_without_what_cannot_be_seen() => OwnList.Tidy(" Call\u0007  every\r\ncustomer \u0000 ").ShouldBe("Call every customer");
}
