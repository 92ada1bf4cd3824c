namespace RetentionBot.Domain.Tests.Questions.Properties;

/// <summary>Words no workspace has told the bot: names of people, places and companies, and things customers could be told apart by.</summary>
internal static class UnknownWords
{
    public static readonly string[] People =
    [
        .. ("Willem Maria Marit Marta Maarten Martin Julia Julie Julian Juliette Juliana April Augusta Augustus Augusto Mei May Mae June Juno Jan Janna Janne Jana "
            + "Basia Basil Bas Wouter Anouk Sander Hannah Hanna Lotte Lars Thijs Tessa Fleur Femke Kees Klaas Karel Karin Kim Linda Lisa Laura Lieke Mark Marc Marco "
            + "Marcus Milan Milo Mike Nina Niels Olivia Oscar Otto Paul Paula Peter Petra Pim Quinten Rachel Ralph Rens Rick Robin Roos Ruben Ruud Sam Sara Sarah "
            + "Sem Simon Sofie Stefan Sven Teun Thomas Tim Tom Tessel Vera Victor Vincent Wendy Wim Yara Yusuf Zoe Graaf Graag Hallema Halle Meijer Meyer Visser "
            + "Smit Bakker Mulder Peters Dekker Vos Hendriks Kuiper Willems Janssen Hoekstra Laatsman Gemert Gewoon Kunst Kunnen Geven Gever Weten Wester Nieuwland "
            + "Langen Grootes Klein Kleine Zomer Winter Staal Staan Laat Lopers Loper Percy Perry Porter Chan Churchill Count Countess Mann Reeves "
            + "Joiner Winner Shaw Shown Given Tells Planck Landon Lander Sterk Trender Openheim Listra Namen Nomen Wiebe Welker Wellek").Split(' ')
            .Except(["April", "Mei", "May", "Augustus", "Jan", "Graag", "Kunnen", "Geven", "Weten", "Staan", "Laat", "Count", "Shown", "Tells", "Namen", "Given", "Gewoon", "June"], StringComparer.Ordinal),
    ];

    public static readonly string[] Places = "Utrecht Antwerp Antwerpen Gent Londen London Spain Spanje Italy Polen Zweden Brabant Limburg Europe Benelux Texas".Split(' ');

    public static readonly string[] Things =
    [
        .. ("Platinum Gold Starter Premium Freemium Basics Probe Enterprize2 annual yearly quarterly-billed prepaid discounted legacy partner reseller retail healthcare "
            + "startup smb corporate wholesale hospitality webshop mobile android desktop inbound outbound referral unhappy loyal strategic inactive dormant dissatisfied "
            + "jaarlijkse grootzakelijke zakelijke particuliere trouwe ontevreden slapende kleinzakelijke horeca bouw zorg overheid mobiele betaalde gratis oude jonge "
            + "kleine grote strategische Benelux-wide B2B B2C").Split(' '),
    ];
}
