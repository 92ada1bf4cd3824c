using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Text;

namespace RetentionBot.Jobs;

/// <summary><c>jobs</c>: an admin sees, alone, how everything stands that the bot does by itself.</summary>
internal sealed class ShowJobs(JobBoards boards, JobWords words) : ITextCommand
{
    public static bool Matches(string text) => text.Trim(' ', '?', '.', '!').Equals("jobs", StringComparison.OrdinalIgnoreCase);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        if (!turn.Actor.IsAtLeast(StaffRole.Admin))
        {
            return TurnResult.Say(turn.Texts.Say("jobs.admins-only"));
        }

        var board = await boards.LookAsync(ct);
        string[] lines = [.. board.Jobs.Select(view => $"- {Line(view, turn.Texts)}"), "", JobWords.Sum(board, turn.Texts)];
        var content = new MessageContent(string.Join('\n', lines));
        return KpiRights.IsOwnChat(turn) ? TurnResult.Show(content) : TurnResult.ShowPrivately(content);
    }

    private string Line(JobView view, Texts texts)
    {
        var when = view.StartedAt is { } at ? $" ({words.Moment(at, texts)}{(view.Took is { } took ? $", {JobWords.Span(took, texts)}" : "")})" : "";
        var why = view.Fault is { } fault ? $" {CardText.Escape(fault.Say(texts))}" : "";
        var next = CardText.Escape(words.Paused(view, texts)) is { Length: > 0 } paused ? paused : texts.Say("jobs.next", ("time", words.Next(view, texts)));
        return $"**{JobWords.Name(view.Job, texts)}** ({view.Job.Key}), {words.Schedule(view.Job, texts)}: {JobWords.Outcome(view, texts)}{when}.{why} {next}";
    }
}
