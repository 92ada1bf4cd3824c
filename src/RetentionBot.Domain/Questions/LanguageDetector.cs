namespace RetentionBot.Domain.Questions;

/// <summary>Tells English from Dutch by the words that only one of the two has.</summary>
public static class LanguageDetector
{
    private const string English =
        " the what which how many much did our last previous month months quarter year yesterday today since between and by for who is are "
        + "does january february march june july august october may netherlands belgium germany france luxembourg ";
    private const string Dutch =
        " de het een wat welke hoeveel hoe onze vorige vorig afgelopen laatste maand maanden kwartaal jaar gisteren vandaag sinds tussen en "
        + "voor wie zijn waren januari februari maart juni juli augustus oktober mei van eind tot nu deze dit okt mrt verbind bewijs nederland belgie duitsland frankrijk ";

    /// <returns>"en", "nl", or the fallback when the text leans to neither.</returns>
    public static string Detect(string text, string fallback = "en") => Detect(Tokenizer.Read(text), fallback);

    internal static string Detect(IReadOnlyList<Token> tokens, string fallback)
    {
        var leaning = tokens.Sum(t => Marker(t.Text) is var marker and not 0 ? marker : Lexicon.Leaning(t.Text));
        return leaning > 0 ? "en" : leaning < 0 ? "nl" : fallback;
    }

    private static int Marker(string word) =>
        (English.Contains($" {word} ", StringComparison.Ordinal) ? 1 : 0) - (Dutch.Contains($" {word} ", StringComparison.Ordinal) ? 1 : 0);
}
