using System.Text.RegularExpressions;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions;

public sealed partial class CustomerNamesTests
{
    [Theory]
    [InlineData("Zonnehof BV", "zonnehof")]
    [InlineData("Zonnehof B.V.", "Zonnehof BV")]
    [InlineData("Café Noir", "cafe noir")]
    [InlineData("CAFÉ NOIR V.O.F.", "café noir")]
    [InlineData("J.P. de Vries & Zn.", "jp de vries & zn")]
    [InlineData("Jansen-De Boer", "jansen de boer")]
    [InlineData("Booking.com", "booking com")]
    [InlineData("Łódź Øst GmbH", "łódź øst")]
    [InlineData("'t Hoekje", "t hoekje")]
    [InlineData("Anna's Atelier", "anna atelier")]
    [InlineData("3M Nederland", "3m nederland")]
    [InlineData("Москва Ltd", "москва")]
    [InlineData("Piet\u0301 Inc.", "piét")]
    public void A_customer_is_found_by_its_name_with_or_without_legal_form(string name, string said) =>
        CustomerNames.Of(["Other", name, "Another BV"]).Find(said).ShouldBe([1]);

    [Fact]
    public void Names_come_back_as_they_were_added()
    {
        string[] names = ["Zonnehof BV", "", "Café 'Noir' – 🍷", "  spaces  ", "B.V."];
        var index = CustomerNames.Of(names);

        index.Count.ShouldBe(5);
        Enumerable.Range(0, 5).Select(index.Name).ShouldBe(names);
    }

    [Fact]
    public void A_shared_name_gives_all_who_share_it() => CustomerNames.Of(["Delta BV", "Echo", "Delta GmbH", "Delta"]).Find("Delta").ShouldBe([0, 2, 3]);

    [Fact]
    public void Nobody_is_found_by_nothing_or_by_a_legal_form_alone()
    {
        var index = CustomerNames.Of(["BV", "Zonnehof BV", "", "-"]);

        index.Find("").ShouldBeEmpty();
        index.Find("BV").ShouldBe([0]);
        index.Find("Zonneho").ShouldBeEmpty();
        CustomerNames.Of([]).Find("x").ShouldBeEmpty();
    }

    [Fact]
    public void The_index_finds_exactly_what_a_dictionary_of_all_names_finds()
    {
        var random = new Random(4711);
        string[] names = [.. Enumerable.Range(0, 20_000).Select(_ => RandomName(random))];
        Dictionary<string, SortedSet<int>> expected = new(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            foreach (var name in (string[])[names[i], LegalForm().Replace(names[i], "")])
            {
                if (Words(name) is { Length: > 0 } words)
                {
                    (expected.TryGetValue(words, out var customers) ? customers : expected[words] = []).Add(i);
                }
            }
        }

        var index = CustomerNames.Of(names);

        foreach (var (words, customers) in expected)
        {
            index.Find(words).SequenceEqual(customers).ShouldBeTrue(words);
        }

        Enumerable.Range(0, 5000).Select(_ => RandomName(random)).Where(n => !expected.ContainsKey(Words(n))).ShouldAllBe(n => index.Find(n).Count == 0);
    }

    /// <summary>A million is the most a workspace is measured with; the time leaves room for a busy machine: on a quiet one it takes half a second.</summary>
    [Fact]
    public void A_million_names_are_indexed_in_seconds_and_little_memory()
    {
        var builder = new CustomerNames.Builder();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = TimeProvider.System.GetTimestamp();
        Span<char> name = stackalloc char[40];
        for (var i = 0; i < 1_000_000; i++)
        {
            name.TryWrite($"Klant Noordzee {i:D7} B.V.", out var length);
            builder.Add(name[..length]);
        }

        var index = builder.Build();
        var took = TimeProvider.System.GetElapsedTime(start);
        builder = null;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

        took.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        bytes.ShouldBeLessThan(80_000_000);
        index.Find("klant noordzee 0424242").ShouldBe([424_242]);
        index.Name(999_999).ShouldBe("Klant Noordzee 0999999 B.V.");
    }

    private static string RandomName(Random random)
    {
        string[] first = ["Bakkerij", "Café", "Garage", "Müller", "Ångström", "De", "Van der", "J.P.", "A.", "Zorg", "Studio 5", "L'Oiseau", "Piet's", "Ço", "Łuk", "x", "Naïve", "IJs", "Dr."];
        string[] second = ["Jansen", "Smit & Zn", "Noir", "Vries-Boer", "Berg (Oost)", "24/7", "+ Co", "#1", "é", "Ünal", "Straße", "O.K.", "B.V.B.", "Huis, Tuin", "NV", "100%", "Ж", "it's", "a.b.cd"];
        string[] forms = ["", "", " BV", " B.V.", " b.v", " NV", " N.V.", " VOF", " V.O.F.", " GmbH", " Ltd", " Ltd.", " Inc", " Inc.", "  BV"];
        return first[random.Next(first.Length)] + " " + second[random.Next(second.Length)] + (random.Next(3) == 0 ? " " + second[random.Next(second.Length)] : "")
            + forms[random.Next(forms.Length)];
    }

    /// <summary>How a name reads inside a question.</summary>
    private static string Words(string name) => string.Join(' ', Tokenizer.Read(name).Where(t => !t.IsDash).Select(t => t.Text));

    [GeneratedRegex(@"\s+(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|GmbH|Ltd\.?|Inc\.?)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex LegalForm();
}
