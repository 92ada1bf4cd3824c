using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Tests.Access;

/// <summary>The kinds of person, each by somebody who is one.</summary>
internal static class Persons
{
    /// <summary>A guest of the company's own directory whose address is that of a contact.</summary>
    public const string Customer = "lotte";

    /// <summary>A guest of the company's own directory whom no customer's data name.</summary>
    public const string Guest = "gina";

    /// <summary>An account of another company.</summary>
    public const string Stranger = "sven";

    public const string Viewer = "vera";
    public const string Member = "bram";
    public const string Lead = "leonie";
    public const string Admin = "anouk";

    public static IReadOnlyList<string> Outside { get; } = [Customer, Guest, Stranger];

    public static IReadOnlyList<string> Staff { get; } = [Viewer, Member, Lead, Admin];

    public static IReadOnlyList<string> All { get; } = [.. Outside, .. Staff];
}

/// <summary>What one kind of person gets: the deed itself, or the sentence of a key instead; the empty key is no answer at all.</summary>
internal readonly record struct Gets(string? InsteadKey)
{
    public static Gets Deed { get; }

    public static Gets Silence { get; } = new("");

    public bool IsDeed => InsteadKey is null;
}

/// <summary>What each kind of person gets, in the order of <see cref="Persons.All"/>.</summary>
internal sealed record Rights(IReadOnlyList<Gets> Each)
{
    /// <summary>For everybody.</summary>
    public static Rights Everybody { get; } = new([.. Persons.All.Select(_ => Gets.Deed)]);

    /// <summary>For the customer's contact alone.</summary>
    public static Rights Customers(string others, string? staff = null) => new(
        [Gets.Deed, new(others), new(others), .. Persons.Staff.Select(_ => new Gets(staff ?? others))]);

    /// <summary>For colleagues from a role on.</summary>
    /// <param name="role">The lowest role that may.</param>
    /// <param name="outside">What people from outside are told.</param>
    /// <param name="below">What colleagues of lower roles are told, from viewer on; the last one goes for the rest.</param>
    public static Rights From(StaffRole role, string outside, params string[] below) => new(
    [
        .. Persons.Outside.Select(_ => new Gets(outside)),
        .. Persons.Staff.Select((_, i) => (int)role <= i + 1 ? Gets.Deed : new Gets(below[Math.Min(i, below.Length - 1)])),
    ]);

    public Gets Of(string who) => Each[Persons.All.ToList().IndexOf(who)];
}

/// <summary>How somebody does something.</summary>
internal enum RightsWay
{
    /// <summary>They press a button, or send a form.</summary>
    Button,

    /// <summary>Their client asks for the card as it is now.</summary>
    Refresh,

    /// <summary>They write.</summary>
    Words,

    /// <summary>They open the bot's own page.</summary>
    Page,
}

/// <summary>One thing people can do, and who may.</summary>
/// <param name="Handler">The verb, or the class of the command.</param>
/// <param name="Rights">What each kind of person gets.</param>
internal sealed record RightsRow(RightsWay Way, string Handler, Rights Rights)
{
    /// <summary>The tables that change when it is done.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What is written, with what the button carries for a press; people and what they have differ.</summary>
    public required Func<RightsWorld, string, Wish> Wish { get; init; }

    /// <summary>The words as people are shown them; empty for what is not written.</summary>
    public string Words { get; init; } = "";

    /// <summary>What is told apart of one button or command, if anything is.</summary>
    public string Case { get; init; } = "";

    /// <summary>Whether it is done in a room: for colleagues one of their own, for others one where a customer reads along.</summary>
    public bool IsInRoom { get; init; }

    public string Name => $"{Way} {Handler}{(Case.Length == 0 ? "" : $" ({Case})")}";

    public RightsRow Changing(params IReadOnlyList<string> tables) => this with { Changes = tables };
}

/// <summary>What somebody sends.</summary>
/// <param name="Text">What they write.</param>
/// <param name="Data">What their press carries.</param>
internal sealed record Wish(string Text, params IReadOnlyList<(string Name, string Value)> Data)
{
    /// <summary>Whom the text calls by name.</summary>
    public Person? Mention { get; init; }
}
