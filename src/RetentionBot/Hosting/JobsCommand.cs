using System.CommandLine;
using System.Globalization;
using RetentionBot.Jobs;
using RetentionBot.Text;

namespace RetentionBot.Hosting;

/// <summary><c>jobs list|run|pause|resume</c>: what the bot does by itself, and how it went. A running bot does what was asked within seconds.</summary>
internal static class JobsCommand
{
    private const string By = "cli";

    private static readonly Texts English = Texts.For(Texts.English);

    /// <param name="inScope">Runs something with the services of a fresh scope.</param>
    public static Command Create(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var list = new Command("list", "Lists every job: when it runs, how it went last, who paused it; and below it what waits.");
        list.SetAction((parsed, ct) => inScope(
            async (services, token) => await WriteAsync(
                await services.GetRequiredService<JobBoards>().LookAsync(token), services.GetRequiredService<JobWords>(), parsed.InvocationConfiguration.Output),
            ct));
        return new Command("jobs", "What the bot does by itself.")
        {
            list,
            Deed("run", "Has the running bot run a job now, besides its schedule.", (desk, key, token) => desk.RunAsync(key, By, token)),
            Deed("pause", "Keeps a job from running until it is resumed.", (desk, key, token) => desk.PauseAsync(key, By, token)),
            Deed("resume", "Lets a paused job run again.", (desk, key, token) => desk.ResumeAsync(key, By, token)),
        };

        Command Deed(string name, string description, Func<JobDesk, string, CancellationToken, Task<JobAnswer>> doAsync)
        {
            var key = new Argument<string>("key") { Description = "The job, as jobs list shows it." };
            var command = new Command(name, description) { key };
            command.SetAction((parsed, ct) => inScope(
                async (services, token) =>
                {
                    var answer = await doAsync(services.GetRequiredService<JobDesk>(), parsed.GetValue(key)!, token);
                    await (answer.IsDone ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error).WriteLineAsync(JobWords.Say(answer, English));
                    return answer.IsDone ? Cli.Done : Cli.BadInput;
                },
                ct));
            return command;
        }
    }

    /// <summary>One line per job, and after an empty one what waits; tabs in between, times in UTC.</summary>
    private static async Task<int> WriteAsync(JobBoard board, JobWords words, TextWriter output)
    {
        await output.WriteLineAsync("job\tschedule\tlast\ttook\toutcome\tnext\tpaused by");
        foreach (var view in board.Jobs)
        {
            // From here it cannot be told from one that runs in the bot just now.
            var outcome = view.Standing == JobStanding.DidNotEnd ? "has not ended: it runs, or the bot was stopped in the middle" : JobWords.Outcome(view, English);
            var why = view.Fault is { } fault ? $": {fault.Say(English)}" : "";
            var took = view.Took is { } span ? JobWords.Span(span, English) : "";
            await output.WriteLineAsync(
                $"{view.Job.Key}\t{words.Schedule(view.Job, English)}\t{Time(view.StartedAt)}\t{took}\t{outcome}{why}\t{Time(view.Next)}\t{view.PausedBy}");
        }

        var backlog = board.Backlog;
        await output.WriteLineAsync("\nwaits\tcount\toldest");
        await output.WriteLineAsync(Line("messages to send", backlog.Outbox.Count, backlog.Outbox.Oldest));
        await output.WriteLineAsync(Line("messages held", backlog.Held, null));
        await output.WriteLineAsync(Line("messages given up", backlog.Dead, null));
        await output.WriteLineAsync(Line("messages received", backlog.Inbox.Count, backlog.Inbox.Oldest));
        foreach (var late in backlog.Timers)
        {
            await output.WriteLineAsync(Line($"timers {late.Kind}", late.Count, late.Oldest));
        }

        return Cli.Done;
    }

    private static string Line(string what, int count, DateTimeOffset? oldest) => string.Create(CultureInfo.InvariantCulture, $"{what}\t{count}\t{Time(oldest)}");

    private static string Time(DateTimeOffset? at) => at is { } time ? time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : "";
}
