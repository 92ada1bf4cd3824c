namespace RetentionBot.Tests.Lint;

/// <summary>Every numbered point of the two wires is held by a test or said openly not to arise, and the page that says so is up to date.</summary>
public sealed class ConformanceTests
{
    /// <summary>Set to have the page written instead of compared.</summary>
    private const string Write = "RETENTIONBOT_WRITE_CONFORMANCE";

    [Fact]
    public void Every_point_is_there_once_in_order_and_says_in_one_line_what_it_asks()
    {
        var points = Conformance.Points();

        points.Select(point => point.Number).ShouldBe(Conformance.Lists.SelectMany(list => Enumerable.Range(1, list.Value).Select(i => $"{list.Key}-{i}")));
        points.ShouldAllBe(point => point.Asks.Length >= 10 && point.Asks.Length <= 160 && !point.Asks.Contains('|') && !point.Asks.EndsWith('.'));
        points.Where(point => point.NotApplicable is { Length: < 30 }).ShouldBeEmpty();
    }

    [Fact]
    public void Every_point_is_held_by_a_test_or_does_not_arise_and_no_test_cites_another()
    {
        var points = Conformance.Points();
        var cited = Conformance.Citations().Select(citation => citation.Number).ToHashSet(StringComparer.Ordinal);

        points.Where(point => point.NotApplicable is null && !cited.Contains(point.Number)).Select(point => point.Number).ShouldBeEmpty("no test holds them");
        points.Where(point => point.NotApplicable is not null && cited.Contains(point.Number)).Select(point => point.Number).ShouldBeEmpty("a test holds them");
        cited.Except(points.Select(point => point.Number)).ShouldBeEmpty("there are no such points");
    }

    [Fact]
    public void The_page_says_what_the_points_and_the_tests_say()
    {
        var page = Conformance.Page(Conformance.Points(), [.. Conformance.Citations()]);
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            File.WriteAllText(Conformance.PageFile, page);
        }

        File.ReadAllText(Conformance.PageFile).ShouldBe(page, $"docs/conformance.md is out of date; it says itself how to write it anew ({Write}=1)");
    }

    [Fact]
    public void A_citation_belongs_to_the_test_it_stands_at()
    {
        const string Source = """
            public sealed class DoorTests
            {
                [Fact, Trait("Conformance", "BF-1"), Trait("Conformance", "SL-2")]
                public void It_opens() => Open();

                [Fact]
                public void It_creaks() => Creak();

                [Theory]
                [InlineData(1)]
                [Trait("Category", "Soak")]
                [Trait("Conformance", "BF-3")]
                public async Task It_closes(int times)
            }
            """;

        Conformance.CitationsIn(Source).ShouldBe(
        [
            new Citation("BF-1", "DoorTests", "It_opens", IsSoak: false),
            new Citation("SL-2", "DoorTests", "It_opens", IsSoak: false),
            new Citation("BF-3", "DoorTests", "It_closes", IsSoak: true),
        ]);
        Should.Throw<InvalidDataException>(() => Conformance.CitationsIn("[Trait(\"Conformance\", \"BF-1\")]\npublic sealed class DoorTests;").ToList());
    }
}
