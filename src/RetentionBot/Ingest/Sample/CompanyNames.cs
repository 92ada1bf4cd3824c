namespace RetentionBot.Ingest.Sample;

/// <summary>Invented company names, put together from word lists per country.</summary>
internal static class CompanyNames
{
    private static readonly string[] DutchWords =
    [
        "Zilverspoor", "Maanwater", "Kwikstaart", "Wolkenrand", "Lichtvoet", "Steenuil", "Duinroos", "Vuurvlieg", "Boterbloem", "Windvaan",
        "Klaverblad", "Zandloper", "Regenpijp", "Bosmuis", "Sterrenpad", "Waterjuffer", "Kiezelpad", "Morgenrood", "Kompasroos", "Veldmuis",
        "Nevelbrug", "Goudvink", "Appelhof", "Rietkraag",
    ];

    private static readonly string[] GermanWords =
    [
        "Silberfuchs", "Mondstein", "Nebelhorn", "Wolkenbruck", "Sternfalter", "Kieselbach", "Laubfrosch", "Morgentau", "Windrose",
        "Blaufink", "Apfelgarten", "Funkenflug", "Tannenwicht", "Sandbank", "Lichtbogen", "Haselmaus", "Regenpfad", "Felsenmeer",
        "Goldammer", "Uhlental", "Wiesengrund", "Zaunwinde", "Federkiel", "Erlenhof",
    ];

    private static readonly string[] FrenchWords =
    [
        "Lune Bleue", "Petit Renard", "Vent du Soir", "Pomme Verte", "Libellule", "Sable Fin", "Trois Ponts", "Clairbois", "Hirondelle",
        "Pierre Grise", "Soleil Lent", "Belle Marée", "Grand Tilleul", "Luciole", "Chemin Creux", "Rive Douce", "Bois Joli",
        "Etoile Filante", "Colombine", "Mille Feuilles", "Brume Claire", "Roseraie", "Cigale", "Val Doré",
    ];

    private static readonly string[] DutchTrades =
    [
        "Installaties", "Transport", "Kantoorinrichting", "Drukwerk", "Tuinen", "Software", "Catering", "Bouw", "Advies", "Optiek",
        "Keukens", "Verhuur", "Textiel", "Opleidingen", "Techniek", "Groothandel", "Reizen", "Zorg", "Interieur", "Events",
    ];

    private static readonly string[] GermanTrades =
    [
        "Technik", "Spedition", "Werkzeuge", "Druckerei", "Gartenbau", "Software", "Catering", "Bau", "Beratung", "Optik", "Möbel",
        "Verleih", "Textil", "Akademie", "Elektro", "Grosshandel", "Reisen", "Pflege", "Metallbau", "Messebau",
    ];

    private static readonly string[] FrenchTrades =
    [
        "Services", "Transports", "Mobilier", "Imprimerie", "Jardins", "Logiciels", "Traiteur", "Bâtiment", "Conseil", "Optique",
        "Cuisines", "Location", "Textiles", "Formation", "Technique", "Distribution", "Voyages", "Santé", "Décoration", "Studio",
    ];

    /// <summary>The n-th name of a country; different for every n up to some 1,900.</summary>
    public static string Of(string country, int n)
    {
        var (words, trades, forms) = country switch
        {
            "NL" => (DutchWords, DutchTrades, new[] { "BV", "Groep", "Nederland", "Holding" }),
            "BE" => (DutchWords, DutchTrades, ["NV", "België", "Vlaanderen", "Antwerpen"]),
            "DE" => (GermanWords, GermanTrades, ["GmbH", "KG", "Nord", "Gruppe"]),
            "FR" => (FrenchWords, FrenchTrades, ["SARL", "SAS", "France", "Groupe"]),
            _ => (FrenchWords, FrenchTrades, ["Luxembourg", "S.A.", "Lux", "Benelux"]),
        };

        // 480 pairs; 211 shares no factor with 480, so each pair comes once before any comes again.
        // Neighbours who share words begin half-way, to keep names apart.
        var ahead = country is "BE" or "LU" ? 240 : 0;
        var pair = (n + ahead) * 211 % (words.Length * trades.Length);
        var form = n / (words.Length * trades.Length) % forms.Length;
        return $"{words[pair % words.Length]} {trades[pair / words.Length]} {forms[form]}";
    }
}
