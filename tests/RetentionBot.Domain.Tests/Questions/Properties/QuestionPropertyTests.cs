using System.Globalization;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions.Properties;

/// <summary>What must hold for all questions, tried on many made ones. The seeds are fixed: a failure comes back.</summary>
public sealed class QuestionPropertyTests
{
    private static readonly string[] Greetings = ["", "Hi, ", "Good morning! ", "@RetentionBot ", "<at>RetentionBot</at> ", "<@U0BOT> ", "Hoi, ", "Goedemorgen @RetentionBot, "];

    private static readonly string[] Endings = ["", "?", "!", "...", " ?!", " please", " thanks", " 🙏", " alvast bedankt", " svp"];

    [Theory]
    [InlineData("en")]
    [InlineData("nl")]
    public void A_question_reads_exactly_as_its_parts(string language)
    {
        var (metrics, periods, filters, frames) = language == "en"
            ? (Parts.EnglishMetrics, Parts.EnglishPeriods, Parts.EnglishFilters, Parts.EnglishFrames)
            : (Parts.DutchMetrics, Parts.DutchPeriods, Parts.DutchFilters, Parts.DutchFrames);
        var wrong = new List<string>();
        foreach (var (metric, key) in metrics)
        {
            foreach (var (period, days) in periods)
            {
                foreach (var (filter, values) in filters)
                {
                    foreach (var frame in frames)
                    {
                        var text = string.Format(CultureInfo.InvariantCulture, frame, metric, period, filter);
                        var reading = Asking.Ask(text);
                        if ((reading.Intent, reading.Metric, reading.Period, Parts.Show(reading.Filters)) != (Intent.Kpi, key, days, values))
                        {
                            wrong.Add($"{text} -> {reading.Intent} {reading.Metric} {reading.Period} {Parts.Show(reading.Filters)} {reading.Reason} '{reading.NotUnderstood}'");
                        }
                    }
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Case_marks_mentions_and_greetings_change_nothing()
    {
        var wrong = new List<string>();
        foreach (var question in Parts.Questions)
        {
            var plain = Asking.Ask(question);
            plain.Intent.ShouldNotBe(Intent.Unknown, question);
            string[] cases =
            [
                question, question.ToLowerInvariant(), question.ToUpperInvariant(), CultureInfo.InvariantCulture.TextInfo.ToTitleCase(question),
                question.Replace("?", "", StringComparison.Ordinal), question.Replace(" ", "  ", StringComparison.Ordinal), $"\"{question}\"",
            ];
            wrong.AddRange(
                from text in cases
                from greeting in Greetings
                from ending in Endings
                let whole = greeting + text + ending
                where !Asking.Ask(whole).IsSameAs(plain)
                select whole);
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_slip_in_a_small_word_never_changes_the_reading()
    {
        var random = new Random(20261122);
        var wrong = new List<string>();
        foreach (var question in Parts.Questions)
        {
            var plain = Asking.Ask(question);
            var words = question.Split(' ');
            for (var i = 0; i < words.Length; i++)
            {
                if (words[i].Length < 4 || !words[i].All(char.IsLetter) || !IsSmall(words, i, plain))
                {
                    continue;
                }

                for (var n = 0; n < 40; n++)
                {
                    var slip = Slip(words[i], random);
                    var text = string.Join(' ', words.Select((w, j) => j == i ? slip : w));
                    var reading = Asking.Ask(text);
                    if (!reading.IsSameAs(plain) && (reading.Intent != Intent.Unknown || reading.NotUnderstood?.Contains(slip, StringComparison.Ordinal) != true))
                    {
                        wrong.Add($"{text} -> {reading.Intent} {reading.Metric} {reading.Period} {Parts.Show(reading.Filters)} {reading.Reason} '{reading.NotUnderstood}'");
                    }
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>A word is small when the question reads the same without it.</summary>
    private static bool IsSmall(string[] words, int at, QuestionReading plain) => Asking.Ask(string.Join(' ', words.Where((_, i) => i != at))).IsSameAs(plain);

    private static string Slip(string word, Random random)
    {
        var at = random.Next(word.Length);
        var letter = (char)('a' + random.Next(26));
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, letter.ToString()),
            2 => word.Remove(at, 1).Insert(at, letter.ToString()),
            _ when at + 1 < word.Length => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word + letter,
        };
    }

    [Fact]
    public void An_unknown_word_that_could_be_a_filter_is_refused_and_named()
    {
        string[] frames =
        [
            "churn for {0} last month", "churn last month in {0}", "churn of {0}'s customers", "how many {0} customers did we lose in May", "NPS on the {0} plan in Q3",
            "churn by plan for {0}", "churn per month for {0} this year", "compare churn of {0} in October with September", "which {0} customers are at risk", "{0} churn",
            "how many customers did {0} lose last month", "churn {0}", "How is {0} doing?", "MRR {0} Belgium", "retention Pro {0} last quarter",
            "churn voor {0} vorige maand", "verloop van {0} in Q2", "hoeveel {0} klanten verloren we in mei", "hoeveel klanten verloor {0} vorige maand",
            "NPS bij {0} dit kwartaal", "churn van het {0}-abonnement", "opzeggingen per land voor {0}", "welke {0} klanten lopen risico", "Hoe gaat het met {0}?",
        ];
        var wrong = new List<string>();
        foreach (var frame in frames)
        {
            foreach (var word in (string[])[.. UnknownWords.People, .. UnknownWords.Places, .. UnknownWords.Things])
            {
                foreach (var written in (string[])[word, word.ToLowerInvariant()])
                {
                    var text = string.Format(CultureInfo.InvariantCulture, frame, written);
                    var reading = Asking.Ask(text);
                    if (reading.Intent != Intent.Unknown || reading.NotUnderstood is not { } named || !written.Contains(named.Replace("'s", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                    {
                        wrong.Add($"{text} -> {reading.Intent} {reading.Metric} {reading.Period} {Parts.Show(reading.Filters)} {reading.Reason} '{reading.NotUnderstood}'");
                    }
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_is_written_there_is_a_sound_reading_and_never_an_exception()
    {
        string[] words =
        [
            .. Parts.Questions.SelectMany(q => q.Split(' ')), .. UnknownWords.Things, "vs", "versus", "-", "–", "&", "%", "31-02-2026", "2026-13", "99/99/9999", "0000-00-00", "Q9", "w99", "1",
            "12", "400", "999", "to", "tot", "t/m", "since", "from", "van", "between", "and", "en", "first", "half", "last", "week", "year", "jaar", "revenue", "omzet", "value", "rate", "'25",
            "mei", "may", "why", "zonder", "same", "period", "YoY", "MoM", "ago", "per", "most", "trend", "list", "who", "\u0301", "🙈", "\ud800", "<at>", "</at>", "<@", "&amp;", "\0", "2026W54",
        ];
        var random = new Random(7);
        QuestionReading? context = null;
        DateOnly today = default;
        for (var n = 0; n < 20_000; n++)
        {
            var text = n % 5 == 0
                ? string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => (char)random.Next(1, 0xFFFF)))
                : string.Join(' ', Enumerable.Range(0, random.Next(1, 14)).Select(_ => words[random.Next(words.Length)]));
            if (n % 500 == 0)
            {
                (today, context) = (new DateOnly(2024, 1, 1).AddDays(random.Next(1500)), null);
            }

            var reading = QuestionParser.Parse(text, today, Asking.Vocabulary, n % 3 == 0 ? context : null);
            ShouldBeSound(reading, today, text);
            context = reading.Intent == Intent.Unknown ? context : reading;
        }
    }

    private static void ShouldBeSound(QuestionReading reading, DateOnly today, string text)
    {
        (reading.Reason is not null).ShouldBe(reading.Intent == Intent.Unknown, text);
        reading.Language.ShouldBeOneOf("en", "nl");
        (reading.Choices.Count is 0 or >= 2 and <= 6).ShouldBeTrue(text);
        (reading.Choices.Count > 0).ShouldBe(reading.Reason == UnknownReason.Ambiguous, text);
        foreach (var one in reading.Choices.Append(reading).Where(r => r.Intent is not (Intent.Unknown or Intent.Help)))
        {
            var hasFigure = one.Intent is Intent.Kpi or Intent.KpiBreakdown or Intent.KpiCompare or Intent.KpiTrend or Intent.ListCustomers;
            (!hasFigure || (one.Metric is not null && one.Period is not null)).ShouldBeTrue(text);
            (one.Period is null || one.Period.Value.LastDay <= today).ShouldBeTrue(text);
            (one.CompareTo is not null).ShouldBe(one.Intent == Intent.KpiCompare, text);
            (one.GroupBy is not null).ShouldBe(one.Intent == Intent.KpiBreakdown, text);
            (one.Grain is not null).ShouldBe(one.Intent == Intent.KpiTrend, text);
        }
    }
}
