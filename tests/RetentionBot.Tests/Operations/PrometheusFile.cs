using System.Globalization;
using System.Text.RegularExpressions;

namespace RetentionBot.Tests.Operations;

/// <summary>One line with a value.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>What belongs together under one HELP and TYPE.</summary>
internal sealed record Family(string Name, string Type, string Help, IReadOnlyList<Sample> Samples);

/// <summary>Reads Prometheus' text format 0.0.4, and takes nothing that its description does not allow or that could be read in two ways.</summary>
internal sealed partial class PrometheusFile
{
    private readonly Dictionary<string, Family> _families = new(StringComparer.Ordinal);

    private PrometheusFile()
    {
    }

    public IReadOnlyCollection<Family> Families => _families.Values;

    public static PrometheusFile Parse(string text)
    {
        var file = new PrometheusFile();
        text.ShouldEndWith("\n");
        text.ShouldNotContain("\r");
        var lines = text.Split('\n')[..^1];
        var at = 0;
        while (at < lines.Length)
        {
            var help = Help().Match(lines[at]);
            help.Success.ShouldBeTrue(lines[at]);
            var name = help.Groups["name"].Value;
            var type = Type().Match(lines[at + 1]);
            (type.Success, type.Groups["name"].Value).ShouldBe((true, name), lines[at + 1]);
            at += 2;
            List<Sample> samples = [];
            while (at < lines.Length && lines[at][0] != '#')
            {
                samples.Add(Read(lines[at++]));
            }

            file.Add(new Family(name, type.Groups["type"].Value, help.Groups["text"].Value, samples));
        }

        return file;
    }

    /// <summary>The sum of all samples that have these labels, whatever else they have; 0 where there are none.</summary>
    public double Sum(string name, params (string Name, string Value)[] labels) =>
        _families.Values.SelectMany(f => f.Samples)
            .Where(s => s.Name == name && labels.All(l => s.Labels.GetValueOrDefault(l.Name) == l.Value))
            .Sum(s => s.Value);

    public bool Has(string name) => _families.ContainsKey(name);

    private void Add(Family family)
    {
        _families.TryAdd(family.Name, family).ShouldBeTrue($"{family.Name} comes twice");
        family.Samples.ShouldNotBeEmpty(family.Name);
        family.Samples.Select(s => $"{s.Name}{{{string.Join(',', s.Labels.OrderBy(l => l.Key, StringComparer.Ordinal))}}}").ShouldBeUnique();
        if (family.Type == "histogram")
        {
            CheckHistogram(family);
            return;
        }

        family.Samples.ShouldAllBe(s => s.Name == family.Name);
        if (family.Type == "counter")
        {
            family.Name.ShouldEndWith("_total");
            family.Samples.ShouldAllBe(s => s.Value >= 0);
        }
    }

    private static void CheckHistogram(Family family)
    {
        foreach (var one in family.Samples.GroupBy(s => string.Join(',', s.Labels.Where(l => l.Key != "le").OrderBy(l => l.Key, StringComparer.Ordinal))))
        {
            var buckets = one.Where(s => s.Name == $"{family.Name}_bucket").ToList();
            var bounds = buckets.ConvertAll(b => Number(b.Labels["le"]));
            bounds.ShouldBe(bounds.Distinct().Order());
            bounds[^1].ShouldBe(double.PositiveInfinity);
            buckets.Select(b => b.Value).ShouldBe(buckets.Select(b => b.Value).Order());
            one.Single(s => s.Name == $"{family.Name}_count").Value.ShouldBe(buckets[^1].Value);
            one.Single(s => s.Name == $"{family.Name}_sum").Labels.Keys.ShouldNotContain("le");
            one.Count().ShouldBe(buckets.Count + 2);
        }
    }

    private static Sample Read(string line)
    {
        var match = Line().Match(line);
        match.Success.ShouldBeTrue(line);
        var labels = Label().Matches(match.Groups["labels"].Value).ToDictionary(l => l.Groups["name"].Value, l => Unquoted(l.Groups["value"].Value), StringComparer.Ordinal);
        return new Sample(match.Groups["name"].Value, labels, Number(match.Groups["value"].Value));
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture),
    };

    private static string Unquoted(string text) => Escape().Replace(text, e => e.Value[1] == 'n' ? "\n" : e.Value[1..]);

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_][a-zA-Z0-9_]*) (?<text>(?:[^\\]|\\[\\n])*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Help();

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_][a-zA-Z0-9_]*) (?<type>counter|gauge|histogram)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Type();

    [GeneratedRegex(
        @"^(?<name>[a-zA-Z_][a-zA-Z0-9_]*)(\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*=""([^\\""]|\\[\\""n])*""(,[a-zA-Z_][a-zA-Z0-9_]*=""([^\\""]|\\[\\""n])*"")*)\})? (?<value>\S+)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex(@"(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=""(?<value>([^\\""]|\\[\\""n])*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(@"\\.", RegexOptions.Singleline)]
    private static partial Regex Escape();
}
