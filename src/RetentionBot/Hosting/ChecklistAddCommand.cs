using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Checklists;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Hosting;

/// <summary><c>checklist add FILE</c>: makes a list from a template file. A running bot posts it when its time comes.</summary>
internal static class ChecklistAddCommand
{
    private const string By = "cli";

    private static readonly Texts English = Texts.For(Texts.English);

    /// <param name="inScope">Runs something with the services of a fresh scope.</param>
    public static Command Create(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var file = new Argument<string>("file") { Description = "JSON with name, cadence, day, time and checks; docs/checklists.md shows one." };
        var add = new Command("add", "Makes a checklist from a template file. Nothing is stored when anything in it is wrong.") { file };
        add.SetAction((parsed, ct) => inScope((services, token) => AddAsync(services, parsed, parsed.GetValue(file)!, token), ct));
        return new Command("checklist", "Checklists of your own.") { add };
    }

    private static async Task<int> AddAsync(IServiceProvider services, ParseResult parsed, string path, CancellationToken ct)
    {
        if (await TextAsync(path, ct) is not { } json)
        {
            return await RefuseAsync(parsed, [$"{path} cannot be read, or is larger than {ChecklistTemplate.MostBytes.ToString(CultureInfo.InvariantCulture)} bytes."]);
        }

        var (db, lists, workspace) = (services.GetRequiredService<RetentionDb>(), services.GetRequiredService<OwnLists>(), services.GetRequiredService<Workspace>());
        var staff = await db.Staff.AsNoTracking().Where(s => s.RetiredAt == null).ToListAsync(ct);
        var (draft, faults) = new ChecklistTemplate(staff, workspace.LocalDate(services.GetRequiredService<TimeProvider>().GetUtcNow())).Read(json);
        var unfit = draft is null ? [] : await lists.FaultsOfAsync(draft, ct);
        if (draft is null || faults.Count + unfit.Count > 0)
        {
            return await RefuseAsync(parsed, [.. faults.Select(f => $"{path}: {f.Place}: {f.Sentence}"), .. unfit.Select(f => $"{path}: {f.Place}: {f.Say(English, isPlain: true)}"), "Nothing was stored."]);
        }

        var plan = await lists.MakeAsync(draft, By, ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.IsLostRace())
        {
            return await RefuseAsync(parsed, ["Somebody made a list at the same moment, so nothing was stored. Try again."]);
        }

        var next = English.Format.Moment((await services.GetRequiredService<ChecklistLife>().NextPostAsync(plan, ct))!.Value, workspace.Zone);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"{plan.Name} is planned: {ChecklistWords.Schedule(plan, English)}, with {English.Count("checks", plan.Checks.Count)}. First: {next}. In chat: checklist {plan.Key}");
        return Cli.Done;
    }

    private static async Task<string?> TextAsync(string path, CancellationToken ct)
    {
        try
        {
            return new FileInfo(path).Length <= ChecklistTemplate.MostBytes ? await File.ReadAllTextAsync(path, ct) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static async Task<int> RefuseAsync(ParseResult parsed, IEnumerable<string> why)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(string.Join(Environment.NewLine, why));
        return Cli.BadInput;
    }
}
