using RetentionBot.Domain.Health;

namespace RetentionBot.Domain.Tests.Health;

/// <summary>It is 22 November 2026.</summary>
public sealed class OverrideCommandTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("set health Acme 40 until 2026-12-31 because sponsor left", "Acme", 40, "2026-12-31", "sponsor left")]
    [InlineData("Set health of Acme BV to 40 until 31-12-2026 because: sponsor left", "Acme BV", 40, "2026-12-31", "sponsor left")]
    [InlineData("set health Klant 7 0 for 2 weeks because they said so", "Klant 7", 0, "2026-12-06", "they said so")]
    [InlineData("set health score for Acme 100 through 2027-11-22 because all is well, because I know", "Acme", 100, "2027-11-22", "all is well, because I know")]
    [InlineData("set health Acme 55 for 1 year because x", "Acme", 55, "2027-11-22", "x")]
    [InlineData("set health Acme 55 until 22.11.2026 because just today", "Acme", 55, "2026-11-22", "just today")]
    [InlineData("zet health van Acme op 40 tot 31-12-2026 omdat hun sponsor weg is", "Acme", 40, "2026-12-31", "hun sponsor weg is")]
    [InlineData("zet de gezondheid van Acme op 40 tot en met 31/12/2026 omdat het zo is", "Acme", 40, "2026-12-31", "het zo is")]
    [InlineData("zet health Acme 40 voor 2 weken omdat het zo is", "Acme", 40, "2026-12-06", "het zo is")]
    [InlineData("zet health van Acme op 40 voor 3 maanden want het gaat slecht", "Acme", 40, "2027-02-22", "het gaat slecht")]
    [InlineData("zet health van Dijk 40 voor 1 dag omdat het zo is", "Dijk", 40, "2026-11-23", "het zo is")]
    public void A_score_a_last_day_and_a_reason_are_read(string text, string customer, int value, string through, string reason)
    {
        var command = OverrideCommand.Read(text, Today, out var fault).ShouldNotBeNull();

        fault.ShouldBeNull();
        (command.Customer, command.Value, command.Reason).ShouldBe((customer, value, reason));
        command.Through.ShouldBe(DateOnly.Parse(through, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_word_before_a_name_may_be_part_of_it()
    {
        OverrideCommand.Read("set health Van Dijk 40 for 1 week because of them", Today, out _)!.Before.ShouldBe("Van");
        OverrideCommand.Read("set health Acme 40 for 1 week because of them", Today, out _)!.Before.ShouldBeNull();
    }

    [Theory]
    [InlineData("set health Acme 40", OverrideFault.Form)]
    [InlineData("set health", OverrideFault.Form)]
    [InlineData("set health Acme forty until 2026-12-31 because of them", OverrideFault.Form)]
    [InlineData("set health Acme 40 until 2026-12-31", OverrideFault.Form)]
    [InlineData("set health Acme 40 until 2026-12-31 because", OverrideFault.Form)]
    [InlineData("set health Acme 40 because sponsor left", OverrideFault.Form)]
    [InlineData("set health Acme 101 until 2026-12-31 because sponsor left", OverrideFault.Value)]
    [InlineData("set health Acme -5 until 2026-12-31 because sponsor left", OverrideFault.Value)]
    [InlineData("set health Acme 40.5 until 2026-12-31 because sponsor left", OverrideFault.Value)]
    [InlineData("set health Acme 99999999999999999999 until 2026-12-31 because sponsor left", OverrideFault.Value)]
    [InlineData("set health Acme 40 until 2026-02-30 because sponsor left", OverrideFault.Day)]
    [InlineData("set health Acme 40 until further notice because sponsor left", OverrideFault.Day)]
    [InlineData("set health Acme 40 until 2026-11-21 because sponsor left", OverrideFault.Past)]
    [InlineData("set health Acme 40 until 2027-11-23 because sponsor left", OverrideFault.TooFar)]
    [InlineData("set health Acme 40 for 13 months because sponsor left", OverrideFault.TooFar)]
    [InlineData("set health Acme 40 for 99999999999 years because sponsor left", OverrideFault.TooFar)]
    [InlineData("zet health van Acme op 40 tot morgen omdat het zo is", OverrideFault.Day)]
    public void What_cannot_be_is_refused_and_named(string text, OverrideFault expected)
    {
        OverrideCommand.Read(text, Today, out var fault).ShouldBeNull();
        fault.ShouldBe(expected);
    }

    [Fact]
    public void A_reason_has_its_limit()
    {
        var text = "set health Acme 40 for 1 week because ";
        OverrideCommand.Read(text + new string('x', HealthOverride.LongestReason), Today, out _).ShouldNotBeNull();
        OverrideCommand.Read(text + new string('x', HealthOverride.LongestReason + 1), Today, out var fault).ShouldBeNull();
        fault.ShouldBe(OverrideFault.Reason);
    }

    [Theory]
    [InlineData("set health Acme", "en")]
    [InlineData("zet health Acme", "nl")]
    [InlineData("zet de gezondheid", "nl")]
    [InlineData("set up the health check", null)]
    [InlineData("health Acme", null)]
    [InlineData("settle health", null)]
    public void Its_beginning_tells_what_is_meant(string text, string? language) => OverrideCommand.LanguageOf(text).ShouldBe(language);
}
