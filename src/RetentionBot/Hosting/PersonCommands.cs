using System.CommandLine;
using System.Globalization;
using RetentionBot.Privacy;
using RetentionBot.Store;

namespace RetentionBot.Hosting;

/// <summary><c>export-person</c> and <c>erase-person</c>: what is kept about somebody, handed out or erased. For the admin's machine only; there is nothing like it in chat.</summary>
internal static class PersonCommands
{
    /// <param name="inScope">Runs something with the services of a fresh scope.</param>
    public static Command Export(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var (contact, mail) = Options();
        var file = new Option<string?>("--out") { Description = "A file that is not there yet; without it the export is written to the screen." };
        var command = new Command("export-person", "Writes everything that is kept about a contact as JSON.") { contact, mail, file };
        RequireOne(command, contact, mail);
        command.SetAction((parsed, ct) => inScope(
            async (services, token) =>
            {
                var found = await FindAsync(services, parsed.GetValue(contact), parsed.GetValue(mail), token);
                if (found.ContactId is not { } id)
                {
                    return await RefuseAsync(parsed, found.Fault ?? Erased(found));
                }

                return await WriteAsync(parsed, await services.GetRequiredService<PersonExport>().WriteAsync(id, token), parsed.GetValue(file), token);
            },
            ct));
        return command;
    }

    /// <param name="inScope">Runs something with the services of a fresh scope.</param>
    public static Command Erase(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var (contact, mail) = Options();
        var yes = new Option<bool>("--yes") { Description = "Do it. Without it the verb says what it would do." };
        var command = new Command("erase-person", "Erases a contact: rows, links, messages that wait and messages that stand in the channels.") { contact, mail, yes };
        RequireOne(command, contact, mail);
        command.SetAction((parsed, ct) => inScope(
            async (services, token) =>
            {
                var (isMeant, output) = (parsed.GetValue(yes), parsed.InvocationConfiguration.Output);
                var found = await FindAsync(services, parsed.GetValue(contact), parsed.GetValue(mail), token);
                if (found.Fault is { } fault)
                {
                    return await RefuseAsync(parsed, fault);
                }

                if (found.ContactId is not { } id)
                {
                    await output.WriteLineAsync(Erased(found));
                }
                else if (await EraseAsync(services, id, isMeant, token) is { } report)
                {
                    await ListAsync(output, report, isMeant);
                }
                else
                {
                    return await RefuseAsync(parsed, "The database is in use: an import or a scoring may be running. Nothing was changed; try again when it is over.");
                }

                return !isMeant || await services.GetRequiredService<RetentionDb>().CompactAsync(token)
                    ? Cli.Done
                    : await RefuseAsync(parsed, "The person is erased, but the database's files could not be written anew, since something else was using them: old content may lie in them. Run this again with --contact.");
            },
            ct));
        return command;
    }

    private static (Option<string?> Contact, Option<string?> Mail) Options() => (
        new Option<string?>("--contact") { Description = "The contact's key in the source." },
        new Option<string?>("--mail") { Description = "Their mail address; with - it is read from standard input, so that no list of processes shows it." });

    private static void RequireOne(Command command, Option<string?> contact, Option<string?> mail) => command.Validators.Add(result =>
    {
        if (string.IsNullOrWhiteSpace(result.GetValue(contact)) == string.IsNullOrWhiteSpace(result.GetValue(mail)))
        {
            result.AddError("Say who with --contact KEY or with --mail ADDRESS.");
        }
    });

    private static async Task<FoundPerson> FindAsync(IServiceProvider services, string? contact, string? mail, CancellationToken ct)
    {
        var finder = services.GetRequiredService<PersonFinder>();
        return contact is not null ? await finder.ByKeyAsync(contact, ct) : await finder.ByMailAsync(mail == "-" ? await Console.In.ReadLineAsync(ct) ?? "" : mail!, ct);
    }

    /// <returns>Null when somebody else held the database all the time.</returns>
    private static async Task<ErasureReport?> EraseAsync(IServiceProvider services, long id, bool isMeant, CancellationToken ct)
    {
        try
        {
            return await services.GetRequiredService<PersonErasure>().EraseAsync(id, isMeant, ct);
        }
        catch (Exception e) when (e.IsBusy())
        {
            return null;
        }
    }

    private static string Erased(FoundPerson found) => string.Create(CultureInfo.InvariantCulture, $"This person was erased on {found.ErasedAt:yyyy-MM-dd}; nothing is kept about them.");

    private static async Task ListAsync(TextWriter output, ErasureReport report, bool isMeant)
    {
        foreach (var (table, deed, rows) in report.Lines)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table}\t{rows}\t{deed}"));
        }

        await output.WriteLineAsync(isMeant
            ? "Erased. What stands in the channels is rewritten by the bot as soon as it runs; outbox list shows what is still to be."
            : "Nothing was changed. Write --yes to do this; it cannot be undone.");
    }

    private static async Task<int> WriteAsync(ParseResult parsed, string json, string? file, CancellationToken ct)
    {
        if (file is null)
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(json);
            return Cli.Done;
        }

        try
        {
            await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            await using var writer = new StreamWriter(stream);
            await writer.WriteLineAsync(json.AsMemory(), ct);
            return Cli.Done;
        }
        catch (IOException) when (File.Exists(file))
        {
            return await RefuseAsync(parsed, "There is a file of that name already; it was left as it is.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync(parsed, e.Message);
        }
    }

    private static async Task<int> RefuseAsync(ParseResult parsed, string why)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(why);
        return Cli.BadInput;
    }
}
