using static RetentionBot.Domain.Questions.MetricNames;

namespace RetentionBot.Domain.Questions;

/// <summary>Figures that people ask for by a whole clause instead of a name: "how often do customers order", "hoe lang blijft een klant bij ons".</summary>
internal static class LexiconQuestions
{
    private static readonly string[] EnglishMany = ["customers", "our customers", "clients", "our clients", "the customers", "people"];

    private static readonly string[] EnglishOne = ["a customer", "the average customer", "an average customer", "our average customer", "a client"];

    private static readonly string[] DutchMany = ["klanten", "onze klanten", "de klanten"];

    private static readonly string[] DutchOne = ["een klant", "de gemiddelde klant", "een gemiddelde klant", "onze gemiddelde klant", "iemand"];

    private static readonly string[] OrderingEnglish =
        ["buy", "order", "purchase", "place an order", "place orders", "place a new order", "buy something", "buy from us", "order from us", "make a purchase", "come back to buy"];

    private static readonly string[] StayingEnglish =
        ["stay", "stay with us", "remain a customer", "remain customers", "remain with us", "stick around", "stay customers", "stay a customer", "stick with us", "last"];

    private static readonly string[] OrderingDutch = ["iets", "bij ons", "iets bij ons", "een bestelling", "een order", ""];

    public static readonly (string Metric, string English, string Dutch)[] Metrics =
    [
        (PurchaseFrequency,
            Joined(English("how often", OrderingEnglish)),
            Joined(Dutch("hoe vaak", ["kopen", "bestellen", "plaatsen", "kochten", "bestelden", "plaatsten"], ["koopt", "bestelt", "plaatst", "kocht", "bestelde", "plaatste"], OrderingDutch))),
        (AverageLifetime,
            Joined(English("how long", StayingEnglish)),
            Joined([
                .. Dutch("hoe lang", ["blijven", "bleven"], ["blijft", "bleef"], ["bij ons", "klant", "klant bij ons", "hangen", ""]),
                .. Dutch("hoelang", ["blijven"], ["blijft"], ["bij ons", "klant", "klant bij ons", ""]),
                "hoe lang is iemand klant", "hoe lang is een klant klant", "hoe lang is iemand klant bij ons",
            ])),
        (FirstResponseTime,
            Joined(
                from speed in (string[])["fast", "quickly", "quick", "soon"]
                from verb in (string[])["respond", "reply", "answer", "first respond", "first reply", "respond first", "get back to customers", "respond to customers", "reply to customers"]
                select $"how {speed} do we {verb}"),
            Joined(
                from verb in (string[])["reageren we", "antwoorden we", "geven we antwoord", "reageren wij"]
                from tail in (string[])["", " op klanten", " voor het eerst", " op klantvragen", " op vragen", " op vragen van klanten", " gemiddeld"]
                select $"hoe snel {verb}{tail}")),
        (Csat,
            Joined([.. EnglishMany.Select(c => $"how satisfied are {c}"), .. EnglishMany.Select(c => $"how satisfied were {c}"), "how satisfied is the average customer"]),
            Joined([.. DutchMany.Select(c => $"hoe tevreden zijn {c}"), .. DutchMany.Select(c => $"hoe tevreden waren {c}"), "hoe tevreden is de gemiddelde klant"])),
    ];

    private static IEnumerable<string> English(string asks, string[] verbs) =>
        from verb in verbs
        from start in (string[])
        [
            .. from who in EnglishMany from aux in (string[])["do ", "did ", ""] select $"{aux}{who}",
            .. from who in EnglishOne from aux in (string[])["does ", "did "] select $"{aux}{who}",
        ]
        from adverb in (string[])["", "typically ", "usually ", "generally "]
        select $"{asks} {start} {adverb}{verb}";

    private static IEnumerable<string> Dutch(string asks, string[] many, string[] one, string[] objects) =>
        from start in (string[])
        [
            .. from who in DutchMany from verb in many select $"{verb} {who}",
            .. from who in DutchOne from verb in one select $"{verb} {who}",
        ]
        from adverb in (string[])["", " gemiddeld", " meestal"]
        from thing in objects
        let question = $"{asks} {start}{adverb} {thing}".TrimEnd()
        where !question.Contains("plaats", StringComparison.Ordinal) || thing is "een bestelling" or "een order"
        select question;

    private static string Joined(IEnumerable<string> phrases) => string.Join('|', phrases.Distinct(StringComparer.Ordinal));
}
