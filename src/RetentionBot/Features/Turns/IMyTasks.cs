using RetentionBot.Domain.Customers;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>Something a colleague has to do.</summary>
/// <param name="Text">What, in Markdown whose foreign text is escaped.</param>
/// <param name="DueOn">The last day for it, local to the workspace; null when it has none.</param>
internal sealed record MyTask(string Text, DateOnly? DueOn);

/// <summary>What of one feature a colleague has to do; <c>my tasks</c> and the bot's own page put all of these together.</summary>
internal interface IMyTasks
{
    Task<IReadOnlyList<MyTask>> OfAsync(StaffMember person, Texts texts, CancellationToken ct);
}
