using System.Globalization;
using System.Text.Json;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Checklists;

/// <summary>What is wrong in a template, and where: a member's name, the number of a check, or a line.</summary>
internal sealed record TemplateFault(string Place, string Sentence);

/// <summary>
/// A list as a template file has it, in JSON: <c>name</c>, <c>cadence</c>, <c>day</c>, <c>time</c> and <c>checks</c>, of which each is a text, or an object with
/// <c>check</c>, <c>owner</c> and <c>due</c>.
/// </summary>
/// <param name="staff">Who may be an owner.</param>
/// <param name="today">The local day it is.</param>
internal sealed class ChecklistTemplate(IReadOnlyCollection<StaffMember> staff, DateOnly today)
{
    /// <summary>Bytes a file may have.</summary>
    public const int MostBytes = 100_000;

    private static readonly string[] Members = ["name", "cadence", "day", "time", "checks"];
    private static readonly string[] CheckMembers = ["check", "owner", "due"];
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly List<TemplateFault> _faults = [];

    /// <param name="json">The file's text.</param>
    /// <returns>What could be read of it, and all that is wrong with how it is written; no list when it holds none at all.</returns>
    public (OwnListDraft? Draft, IReadOnlyList<TemplateFault> Faults) Read(string json)
    {
        try
        {
            using var file = JsonDocument.Parse(json, Lenient);
            if (file.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (null, [new TemplateFault("line 1", "The file must hold one JSON object, in braces.")]);
            }

            return (Read(file.RootElement), _faults);
        }
        catch (JsonException e)
        {
            var line = ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            return (null, [new TemplateFault($"line {line}", "This is not JSON; a comma, a quotation mark or a brace may be missing here or just before.")]);
        }
    }

    private OwnListDraft Read(JsonElement root)
    {
        Names(root, Members, place: null);
        var name = Words(root, "name", "name");
        var schedule = Schedule(root);
        var checks = new List<DraftCheck>();
        if (!root.TryGetProperty("checks", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            Fault("checks", "It must be a list of at least one check, in square brackets.");
        }
        else
        {
            checks.AddRange(list.EnumerateArray().Select((check, i) => Check(check, i + 1)).OfType<DraftCheck>());
        }

        return new OwnListDraft(name, schedule, checks);
    }

    private ChecklistSchedule? Schedule(JsonElement root)
    {
        var cadence = Words(root, "cadence", "cadence") is { } often ? ScheduleWords.Cadence(often) : null;
        if (cadence is null && root.TryGetProperty("cadence", out var said) && said.ValueKind == JsonValueKind.String)
        {
            Fault("cadence", "Write weekly, monthly or once.");
        }

        var day = root.TryGetProperty("day", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetRawText() : Words(root, "day", "day", " or a number");
        var time = root.TryGetProperty("time", out _) ? Words(root, "time", "time") : "";
        if (cadence is not { } known || day is null || time is null)
        {
            return null;
        }

        // One after the other, so that both are told when both are wrong.
        var (_, wrongDay) = ScheduleWords.Read(known, [day], today);
        var (schedule, wrong) = ScheduleWords.Read(known, [day, time], today);
        var (_, wrongTime) = ScheduleWords.Read(ChecklistCadence.Monthly, ["1", time], today);
        foreach (var fault in new[] { wrongDay, wrongTime }.Where(f => f != ScheduleFault.None))
        {
            var told = OwnListFault.Of(known, fault);
            Fault(told.Place, told.Say(Text.Texts.For(Text.Texts.English), isPlain: true));
        }

        return wrong == ScheduleFault.None ? schedule : null;
    }

    private DraftCheck? Check(JsonElement check, int number)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"check {number}");
        if (check.ValueKind == JsonValueKind.String)
        {
            return Of(check.GetString());
        }

        if (check.ValueKind != JsonValueKind.Object)
        {
            Fault(place, "It must be a text in quotation marks, or an object with check, owner and due.");
            return null;
        }

        Names(check, CheckMembers, place);
        var owner = check.TryGetProperty("owner", out _) && Words(check, "owner", $"{place}, owner") is { } named ? Colleague(named, $"{place}, owner") : null;
        int? due = null;
        if (check.TryGetProperty("due", out var days))
        {
            if (days.ValueKind == JsonValueKind.Number && days.TryGetInt32(out var count) && count is >= 0 and <= ChecklistDesk.LongestDays)
            {
                due = count;
            }
            else
            {
                Fault($"{place}, due", string.Create(CultureInfo.InvariantCulture, $"It must be a whole number of days, 0 to {ChecklistDesk.LongestDays}."));
            }
        }

        return Words(check, "check", place) is { } words ? Of(words) is { } read ? read with { Owner = owner, DueDays = due } : null : null;

        DraftCheck? Of(string? said)
        {
            if (OwnList.Tidy(said ?? "") is { Length: > 0 } tidy)
            {
                return new DraftCheck(number, tidy);
            }

            Fault(place, "It must not be empty.");
            return null;
        }
    }

    private StaffMember? Colleague(string name, string place)
    {
        if (Colleagues.Named(name, staff) is { Role: >= StaffRole.Member } owner)
        {
            return owner;
        }

        Fault(place, $"There is no single colleague called {name} who may work on checklists. Write the full name or the mail address as the directory has it.");
        return null;
    }

    /// <summary>A text that must be there; null, and told, when it is not.</summary>
    private string? Words(JsonElement of, string member, string place, string or = "")
    {
        if (!of.TryGetProperty(member, out var value))
        {
            Fault(place, $"\"{member}\" is missing.");
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(place, $"\"{member}\" must be a text, in quotation marks{or}.");
            return null;
        }

        return OwnList.Tidy(value.GetString()!);
    }

    /// <summary>Tells of members that are not known, or there twice.</summary>
    private void Names(JsonElement of, string[] known, string? place)
    {
        foreach (var group in of.EnumerateObject().GroupBy(m => m.Name, StringComparer.Ordinal))
        {
            var at = place is null ? group.Key : $"{place}, {group.Key}";
            if (!known.Contains(group.Key, StringComparer.Ordinal))
            {
                Fault(at, $"This is not known here; there may be {string.Join(", ", known)}.");
            }
            else if (group.Skip(1).Any())
            {
                Fault(at, "It is there twice.");
            }
        }
    }

    private void Fault(string place, string sentence) => _faults.Add(new TemplateFault(place, sentence));
}
