using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Questions;

/// <summary>Whatever is no command is a question.</summary>
internal sealed class AskInChat(KpiRights rights, GiveAnswer give) : ITextCommand
{
    public static bool Matches(string text) => true;

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var access = await rights.CheckAsync(turn, ct);
        return access.Refusal ?? await give.ToTextAsync(access, ct);
    }
}
