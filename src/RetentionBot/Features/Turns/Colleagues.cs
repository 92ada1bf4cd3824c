using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>The colleagues in the directory: who is meant by a name, who stands in for whom, when they may be told something, and how.</summary>
internal sealed class Colleagues(RetentionDb db, OutboxWriter outbox, WorkCalendar calendar, TimeProvider clock)
{
    private const int LongestChain = 5;

    /// <summary>Those who may handle alerts, by name.</summary>
    public Task<List<StaffMember>> WhoHandleAsync(CancellationToken ct) =>
        db.Staff.AsNoTracking().Where(s => s.RetiredAt == null && s.Role >= StaffRole.Member).OrderBy(s => s.Name).ToListAsync(ct);

    /// <summary>The leads; where there are none, the admins.</summary>
    public async Task<IReadOnlyList<StaffMember>> LeadsAsync(CancellationToken ct)
    {
        var above = await db.Staff.AsNoTracking().Where(s => s.RetiredAt == null && s.Role >= StaffRole.Lead).OrderBy(s => s.Id).ToListAsync(ct);
        var leads = above.FindAll(s => s.Role == StaffRole.Lead);
        return leads.Count > 0 ? leads : above;
    }

    public Task<StaffMember?> FindAsync(long id, CancellationToken ct) => db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.RetiredAt == null, ct);

    /// <summary>The colleague that a name or mail address means; null when nobody is, or several are.</summary>
    public async Task<StaffMember?> NamedAsync(string? name, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var staff = await db.Staff.AsNoTracking().Where(s => s.RetiredAt == null).ToListAsync(ct);
        return Named(name, staff);
    }

    /// <summary>As <see cref="NamedAsync"/>, among colleagues that are at hand.</summary>
    public static StaffMember? Named(string name, IReadOnlyCollection<StaffMember> staff)
    {
        var wanted = name.Trim();
        bool Is(string other) => other.Equals(wanted, StringComparison.OrdinalIgnoreCase);
        return staff.SingleOrDefault(s => Is(s.Email))
            ?? Only(staff.Where(s => Is(s.Name)))
            ?? Only(staff.Where(s => Is(s.Email.Split('@')[0]) || Is(s.Name.Split(' ')[0])));

        static StaffMember? Only(IEnumerable<StaffMember> found) => found.Take(2).ToList() is [var one] ? one : null;
    }

    /// <summary>Who is told instead of a colleague who is away today; the colleague where nobody stands in.</summary>
    public async Task<StaffMember> InsteadOfAsync(StaffMember person, CancellationToken ct)
    {
        for (var i = 0; i < LongestChain; i++)
        {
            var (id, today) = (person.Id, calendar.DayOf(clock.GetUtcNow(), person.TimeZone));
            var standIn = await db.Absences.AsNoTracking()
                .Where(a => a.StaffMemberId == id && a.From <= today && today <= a.Through && a.StandInId != null)
                .Select(a => a.StandInId)
                .FirstOrDefaultAsync(ct);
            if (standIn is not { } other || await FindAsync(other, ct) is not { } found)
            {
                return person;
            }

            person = found;
        }

        return person;
    }

    /// <summary>Whether a colleague is away today.</summary>
    public Task<bool> IsAwayAsync(StaffMember person, CancellationToken ct)
    {
        var (id, today) = (person.Id, calendar.DayOf(clock.GetUtcNow(), person.TimeZone));
        return db.Absences.AnyAsync(a => a.StaffMemberId == id && a.From <= today && today <= a.Through, ct);
    }

    /// <summary>When a colleague may be told something that is known now.</summary>
    public DateTimeOffset TellAt(StaffMember person) => calendar.TellAt(clock.GetUtcNow(), person.TimeZone);

    /// <summary>Tells a colleague in their own chat with the bot.</summary>
    /// <param name="person">Whom.</param>
    /// <param name="content">What, in their language.</param>
    /// <param name="subject">As in <see cref="OutboxWriter.Post"/>.</param>
    /// <param name="ct">Stops the look-ups.</param>
    /// <returns>False when they have never written to the bot, so that there is no way to them.</returns>
    public async Task<bool> TellAsync(StaffMember person, Func<Texts, MessageContent> content, string? subject, CancellationToken ct)
    {
        if (await IdentityAsync(person.Id, ct) is not { } identity)
        {
            return false;
        }

        var key = identity.PersonalConversationKey;
        var language = person.Language ?? await db.Conversations.Where(c => c.Key == key).Select(c => c.Language).FirstOrDefaultAsync(ct);
        await outbox.ToPersonAsync(identity, content(Texts.For(language)), OutboxPriority.Bulk, ct, subject);
        return true;
    }

    /// <summary>The account to reach a colleague at: the one they last had a chat of their own with the bot on, else any that was seen.</summary>
    private Task<Identity?> IdentityAsync(long staff, CancellationToken ct) => db.Identities
        .Where(i => i.StaffMemberId == staff && i.SeenIn != null)
        .OrderByDescending(i => i.PersonalConversationKey != null).ThenByDescending(i => i.Id)
        .FirstOrDefaultAsync(ct);
}
