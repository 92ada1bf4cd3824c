using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Setup;

/// <summary><c>help</c>: what this very person can do, in their language. Also what a mention without any text gets.</summary>
/// <remarks>The bot's own page shows the same below what the colleague has to do, and so does a colleague's own chat; where others read along it is left out.</remarks>
internal sealed class Help(Cards cards, IEnumerable<IHomeSection> sections) : ITextCommand, IHomePage
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "", "help", "hulp", "?", "hi", "hello", "hallo", "hoi", "start" };

    public static bool Matches(string text) => Words.Contains(text.Trim(' ', '!', '.', '?')) || text.Trim() == "?";

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct) =>
        TurnResult.Show(KpiRights.IsOwnChat(turn) ? await ShowAsync(turn, ct) : Show(turn, above: []));

    public async Task<MessageContent> ShowAsync(TurnContext turn, CancellationToken ct)
    {
        var above = new List<string>();
        if (turn.Actor.Staff is { } staff && turn.Actor.IsAtLeast(StaffRole.Viewer))
        {
            foreach (var section in sections)
            {
                above.AddRange(await section.LinesAsync(turn, staff, ct));
            }
        }

        return Show(turn, above);
    }

    private MessageContent Show(TurnContext turn, IReadOnlyList<string> above)
    {
        var (actor, texts) = (turn.Actor, turn.Texts);
        string[] keys =
        [
            .. actor.IsAtLeast(StaffRole.Viewer) ? ["kpi", "kpi-examples", "proof", "health", "checklist"] : Array.Empty<string>(),
            .. actor.IsAtLeast(StaffRole.Member) ? ["set-health", "alerts", "feedback", "onboarding"] : Array.Empty<string>(),
            .. actor.IsAtLeast(StaffRole.Lead) ? ["survey", "places"] : Array.Empty<string>(),
            .. actor.IsAtLeast(StaffRole.Admin) ? ["connect", "jobs"] : Array.Empty<string>(),
            .. actor.IsStaff ? Array.Empty<string>() : ["customer"],
        ];
        var title = actor.Staff is { } staff ? texts.Say("help.title-staff", ("role", texts.Say($"role.{staff.Role.ToString().ToLowerInvariant()}"))) : texts.Say("help.title");
        var data = new { Above = above.Select(line => new { Text = line }), Title = title, Lines = keys.Select(k => new { Text = texts.Say($"help.{k}") }) };
        return cards.Show("help", texts, data, title);
    }
}
