using System.Globalization;
using System.Text;
using RetentionBot.Text;

namespace RetentionBot.Tests.Access;

/// <summary>The table for people to read: <c>docs/rights.md</c>.</summary>
internal static class RightsPage
{
    public static string NameOf(string who) => who switch
    {
        Persons.Customer => "customer",
        Persons.Guest => "guest",
        Persons.Stranger => "stranger",
        Persons.Viewer => "viewer",
        Persons.Member => "member",
        Persons.Lead => "lead",
        _ => "admin",
    };

    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Who may do what

            Written by `tests/RetentionBot.Tests/Access`, which tries every cell on Teams and on Slack and fails when something the bot can do has no row here. To write it
            anew after a change of the table: `RIGHTS_PAGE=write dotnet test tests/RetentionBot.Tests --filter FullyQualifiedName~RightsTests`.

            **Who is who.** *Viewer, member, lead, admin*: an account that the channel proves to be the company's own, with that role in the directory of colleagues (`staff`).
            *Customer*: an account from outside that belongs to a contact of a customer. *Guest*: a guest in the company's own tenant or workspace who is no contact.
            *Stranger*: an account of another company. Each role may do what the ones before it may.

            **Where.** In a chat of one's own with the bot. In a room the same people may do the same, where the room is connected for it; where people from outside read along,
            whoever asks gets the answer alone, and what belongs to one's own chat is refused. Where somebody may not, nothing is changed and nothing is told but the sentence.

            ## In chat


            """);
        foreach (var (title, rows) in RightsRows.Subjects)
        {
            page.Append(CultureInfo.InvariantCulture, $"### {title}\n\n");
            Line(page, ["What", .. Persons.All.Select(NameOf), "Who may not is told"]);
            Line(page, [.. Enumerable.Repeat("---", Persons.All.Count + 2)]);
            foreach (var row in rows)
            {
                Line(page, [What(row), .. Persons.All.Select(who => row.Rights.Of(who).IsDeed ? "yes" : "no"), Told(row)]);
            }

            page.Append('\n');
        }

        page.Append("""
            ## Over HTTP

            For a bot that the world can reach. The routes of local development are not there then. In local development, connected to nothing, `/api` and `/admin` need no key
            from this very machine. An address given in chat works for a quarter of an hour, and only as long as whoever got it is a lead or an admin. With a bot id in the settings
            `/api/messages` takes the token that Teams signs, and nothing else.


            """);
        Line(page, ["Route", "Open to", "Refused"]);
        Line(page, ["---", "---", "---"]);
        foreach (var row in RouteRows.All)
        {
            var (open, refused) = (row.Tries.Where(t => t.Opens).Select(t => t.By), row.Tries.Where(t => !t.Opens).GroupBy(t => t.Status).Select(g => $"{(int)g.Key}: {string.Join(", ", g.Select(t => t.By))}"));
            Line(page, [$"`{row.Method} {row.Route}`{(row.Case.Length == 0 ? "" : $" {row.Case}")}", row.IsLocal ? "local development only" : string.Join(", ", open), string.Join("; ", refused)]);
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string What(RightsRow row)
    {
        var name = row.Way switch
        {
            RightsWay.Words => $"`{row.Words.Replace(RightsWorld.Customer, "Acme", StringComparison.Ordinal).Replace("Klant 2", "Acme", StringComparison.Ordinal).Replace("Klant 1", "Acme", StringComparison.Ordinal)}`",
            RightsWay.Page => "the bot's own page",
            RightsWay.Refresh => $"`{row.Handler}`, asked by the client",
            _ => $"button `{row.Handler}`",
        };
        return row.Case.Length == 0 ? name : $"{name}, {row.Case}";
    }

    private static string Told(RightsRow row) => string.Join(
        " / ", row.Rights.Each.Where(g => !g.IsDeed).Select(g => g == Gets.Silence ? "nothing" : Texts.For(Texts.English).Say(g.InsteadKey!)).Distinct(StringComparer.Ordinal));

    private static void Line(StringBuilder page, IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
