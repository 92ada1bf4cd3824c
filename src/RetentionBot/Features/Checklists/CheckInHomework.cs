using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>A customer to be spoken with, and who is proposed for it.</summary>
/// <param name="Customer">With its latest score.</param>
/// <param name="Owner">Display name of a colleague; null when there is nobody to propose.</param>
internal sealed record CheckIn(RiskyCustomer Customer, string? Owner);

/// <summary>Who should be spoken with in person, and by whom: of the paying customers the tenth with the lowest health.</summary>
internal sealed class CheckInHomework(RetentionDb db, IKpiLines kpis, Workspace workspace, TimeProvider clock)
{
    /// <summary>Names shown; of the others it is said how many they are.</summary>
    public const int MostNames = 10;

    public async Task<Homework> FindAsync(IReadOnlyList<string> given, CancellationToken ct)
    {
        var active = await kpis.CustomersAsync(MetricNames.CustomersActive, Period.Day(workspace.LocalDate(clock.GetUtcNow())), given, ct);
        var (all, top) = (Of(active), await ProposeAsync(active, ct));
        var unscored = all.Count(c => c.Score is null);
        return Homework.Of(
            texts => [CardText.Escape(active.Line.Lines[texts.Language]), .. all.Count == 0 ? [] : Words(top, all.Count, unscored, texts)],
            isProven: null,
            active.Line.Proof is { } proof ? [proof] : []);
    }

    private static IEnumerable<string> Words(IReadOnlyList<CheckIn> top, int all, int unscored, Texts texts)
    {
        if (top.Count == 0)
        {
            yield return texts.Say("homework.no-scores");
            yield break;
        }

        var names = string.Join("; ", top.Take(MostNames).Select(c => Words(c, texts)));
        var more = top.Count > MostNames ? $"; {texts.Count("more", top.Count - MostNames)}" : "";
        yield return texts.Say("homework.most-at-risk", ("customers", texts.Count("customers", top.Count)), ("all", all), ("names", names + more));
        if (unscored > 0)
        {
            yield return texts.Say("homework.unscored", ("customers", texts.Count("customers", unscored)));
        }
    }

    private static string Words(CheckIn one, Texts texts)
    {
        var (customer, score) = (CardText.Escape(one.Customer.Name), one.Customer.Score);
        return one.Owner is { } owner
            ? texts.Say("homework.customer", ("customer", customer), ("score", score), ("owner", CardText.Escape(owner)))
            : texts.Say("homework.nobodys-customer", ("customer", customer), ("score", score));
    }

    private async Task<IReadOnlyList<CheckIn>> ProposeAsync(KpiCustomers active, CancellationToken ct)
    {
        var top = TopRisk.Of(Of(active));
        var staff = await db.Staff.AsNoTracking().Where(s => s.RetiredAt == null).OrderBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(ct);
        var own = top.Select(c => c.Owner is { } name ? Colleagues.Named(name, staff)?.Id : null).ToList();
        var proposed = CheckInOwners.Propose(own, [.. staff.Where(s => s.Role >= StaffRole.Member).Select(s => s.Id)]);
        var names = staff.ToDictionary(s => s.Id, s => s.Name);
        return [.. top.Zip(proposed, (c, owner) => new CheckIn(c, owner is { } id ? names[id] : null))];
    }

    private static IReadOnlyCollection<RiskyCustomer> Of(KpiCustomers active)
    {
        if (active.Line.Result.Measured is not { LastDay.DayNumber: var closing })
        {
            return [];
        }

        // A score is today's, as where one asks for it, also where the subscriptions end earlier.
        var (facts, names, today) = (active.Facts.Snapshot, active.Facts.Vocabulary.Customers, active.Line.Result.Asked.LastDay.DayNumber);
        return [.. active.Members.Select(c => new RiskyCustomer(facts.CustomerIds[c], names.Name(c), facts.HealthScores.Latest(c, today), MrrOf(c), facts.Owner.NameOf(c)))];

        long MrrOf(int customer)
        {
            var (stretches, sum) = (facts.Stretches, 0L);
            for (var i = stretches.First[customer]; i < stretches.First[customer + 1]; i++)
            {
                sum += stretches.Starts[i] <= closing && stretches.Ends[i] > closing ? stretches.Mrr[i] : 0;
            }

            return sum;
        }
    }
}
