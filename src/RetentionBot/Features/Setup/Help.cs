using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Setup;

/// <summary><c>help</c>: what this very person can do, in their language. Also what a mention without any text gets.</summary>
internal sealed class Help(Cards cards) : ITextCommand, IHomePage
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "", "help", "hulp", "?", "hi", "hello", "hallo", "hoi", "start" };

    public bool Matches(string text) => Words.Contains(text.Trim(' ', '!', '.', '?')) || text.Trim() == "?";

    public Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct) => Task.FromResult(TurnResult.Show(Show(turn)));

    public MessageContent Show(TurnContext turn)
    {
        var (actor, texts) = (turn.Actor, turn.Texts);
        string[] keys =
        [
            .. actor.IsAtLeast(StaffRole.Viewer) ? ["kpi", "kpi-examples", "proof", "health"] : Array.Empty<string>(),
            .. actor.IsAtLeast(StaffRole.Member) ? ["set-health", "alerts"] : Array.Empty<string>(),
            .. actor.IsAtLeast(StaffRole.Lead) ? ["survey", "places"] : Array.Empty<string>(),
            .. actor.IsAtLeast(StaffRole.Admin) ? ["connect"] : Array.Empty<string>(),
            .. actor.IsStaff ? Array.Empty<string>() : ["customer"],
        ];
        var title = actor.Staff is { } staff ? texts.Say("help.title-staff", ("role", texts.Say($"role.{staff.Role.ToString().ToLowerInvariant()}"))) : texts.Say("help.title");
        var data = new { Title = title, Lines = keys.Select(k => new { Text = texts.Say($"help.{k}") }) };
        return cards.Show("help", texts, data, title);
    }
}
