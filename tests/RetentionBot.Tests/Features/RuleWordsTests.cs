using System.Globalization;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Features.Alerts;
using RetentionBot.Text;

namespace RetentionBot.Tests.Features;

public sealed class RuleWordsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly RuleWords Words = new(new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"));

    /// <summary>What there is to say of every rule, in its different turns.</summary>
    public static TheoryData<string, string, string> Lines => new()
    {
        { "health", "Health of Acme BV dropped from 72 to 58", "Gezondheid van Acme BV gezakt van 72 naar 58" },
        { "inactive", "Acme BV has not used the product since 13 November 2026", "Acme BV gebruikt het product niet meer sinds 13 november 2026" },
        { "inactive-never", "Acme BV is not using the product", "Acme BV gebruikt het product niet" },
        {
            "usage-decline",
            "Acme BV used the product on 43% fewer days in 28 days than in the 28 before",
            "Acme BV gebruikte het product in 28 dagen op 43% minder dagen dan in de 28 ervoor"
        },
        {
            "first-reply",
            "Case S-1 of Acme BV still waits for its first reply, due 22 November, 16:30",
            "Vraag S-1 van Acme BV wacht nog op een eerste antwoord, uiterlijk 22 november, 16:30"
        },
        { "first-reply-over", "Case S-1 of Acme BV had no first reply by 22 November, 16:30", "Vraag S-1 van Acme BV had geen eerste antwoord vóór 22 november, 16:30" },
        { "renewal", "The contract of Acme BV ends on 1 January 2027, within 60 days", "Het contract van Acme BV loopt af op 1 januari 2027, binnen 60 dagen" },
        { "payment-failed", "Invoice F-1 of Acme BV could not be collected", "Factuur F-1 van Acme BV kon niet worden geïnd" },
        {
            "payment-failed-again",
            "Invoice F-1 of Acme BV could not be collected, 3 attempts so far",
            "Factuur F-1 van Acme BV kon niet worden geïnd, 3 pogingen tot nu toe"
        },
        {
            "card-expiry",
            "The card Acme BV pays with expires on 30 November 2026, within 30 days",
            "De kaart waarmee Acme BV betaalt verloopt op 30 november 2026, binnen 30 dagen"
        },
        { "card-expiry-over", "The card Acme BV pays with expired on 30 November 2026", "De kaart waarmee Acme BV betaalt is verlopen op 30 november 2026" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_rule_says_in_one_line_what_it_found(string which, string english, string dutch)
    {
        Words.Of(AlertOf(which), "Acme BV", Texts.For("en")).Summary.ShouldBe(english);
        Words.Of(AlertOf(which), "Acme BV", Texts.For("nl")).Summary.ShouldBe(dutch);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_rule_has_a_title_facts_and_a_play_without_a_gap(string which, string english, string dutch)
    {
        (english != dutch).ShouldBeTrue();
        foreach (var language in Texts.Languages)
        {
            var text = Words.Of(AlertOf(which), "Acme BV", Texts.For(language));
            string[] all = [text.Title, text.Summary, text.Play, .. text.Facts.SelectMany(f => new[] { f.Title, f.Value })];
            all.ShouldAllBe(t => !string.IsNullOrWhiteSpace(t) && !t.Contains('{') && !t.Contains("  "));
            text.Title.ShouldContain("Acme BV");
            text.Facts.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Health_keeps_its_wording_and_the_play_follows_the_part_that_cost_most()
    {
        var text = Words.Of(AlertOf("health"), "Acme BV", Texts.For("en"));

        text.Facts.Select(f => (f.Title, f.Value)).ShouldBe(
            [("Score", "72 → **58**"), ("7 days ago", "74"), ("Drivers in 7 days", "usage -16.0, support -2.5, adoption 0.0")]);
        text.Play.ShouldStartWith("Call them");
    }

    [Fact]
    public void The_two_plays_of_use_are_different_ones()
    {
        Words.Of(AlertOf("inactive"), "Acme BV", Texts.For("en")).Play.ShouldStartWith("Re-engage");
        Words.Of(AlertOf("usage-decline"), "Acme BV", Texts.For("en")).Play.ShouldContain("review call");
    }

    [Fact]
    public void An_invoice_tells_amount_attempts_and_the_last_day()
    {
        Words.Of(AlertOf("payment-failed-again"), "Acme BV", Texts.For("nl")).Facts.Select(f => (f.Title, f.Value)).ShouldBe(
            [("Factuur", "F-1"), ("Bedrag", "€ 149,00"), ("Mislukte pogingen", "3"), ("Laatste poging", "16 november 2026")]);
    }

    [Fact]
    public void Foreign_words_have_no_effect() =>
        Words.Of(AlertOf("payment-failed"), "*Acme* [x](http://evil.example)", Texts.For("en")).Title.ShouldStartWith(@"Payment failed: \*Acme\* \[x\](http:");

    private static Alert AlertOf(string which) => which switch
    {
        "health" => Alert.Raise(
            Guid.NewGuid(), 1, Day("2026-11-21"), At, new HealthReading(58, 74, new HealthDrivers(-16, 0, -2.5m), HealthBand.Red), previousScore: 72),
        "inactive" => Of(AlertRules.Inactive, "", new AlertFinding(Day: Day("2026-11-13"))),
        "inactive-never" => Of(AlertRules.Inactive, "", new AlertFinding()),
        "usage-decline" => Of(AlertRules.UsageDecline, "", new AlertFinding(Number: 43)),
        "first-reply" => Of(AlertRules.FirstReply, "S-1", new AlertFinding(Until: At.AddHours(5.5))),
        "first-reply-over" => Of(AlertRules.FirstReply, "S-1", new AlertFinding(Until: At.AddHours(5.5), IsOver: true)),
        "renewal" => Of(AlertRules.Renewal, "N-1", new AlertFinding(Number: 60, Day: Day("2027-01-01"))),
        "payment-failed" => Of(AlertRules.PaymentFailed, "F-1", Invoice(1)),
        "payment-failed-again" => Of(AlertRules.PaymentFailed, "F-1", Invoice(3)),
        "card-expiry" => Of(AlertRules.CardExpiry, "K-1", new AlertFinding(Number: 30, Day: Day("2026-11-30"))),
        _ => Of(AlertRules.CardExpiry, "K-1", new AlertFinding(Number: 7, Day: Day("2026-11-30"), IsOver: true)),
    };

    private static AlertFinding Invoice(int attempts) => new(Number: attempts, Day: Day("2026-11-16"), AmountMinor: 149_00, Currency: "EUR");

    private static Alert Of(string rule, string subject, AlertFinding finding) => Alert.Raise(Guid.NewGuid(), 1, rule, subject, Day("2026-11-21"), At, finding);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
