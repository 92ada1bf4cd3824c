using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Surveys;
using RetentionBot.Store;

namespace RetentionBot.Features.Surveys;

/// <summary>Somebody a wave means to ask, or why it never will.</summary>
/// <param name="Member">Who, and when they were asked last.</param>
/// <param name="Reason">Null when they are to be asked.</param>
internal readonly record struct IntendedContact(WaveMember Member, SuppressReason? Reason);

/// <summary>Who a wave means to ask: every contact of the customers it is for, each with the reason if they cannot be asked at all. How often one may be asked is looked at on the day itself.</summary>
internal sealed class WaveAudience(RetentionDb db, SurveyPlaces places, SurveyMails mails, SurveySettings settings)
{
    /// <summary>What the contacts of a wave are about.</summary>
    public static string ReferenceOf(SurveyWave wave) => string.Create(CultureInfo.InvariantCulture, $"wave:{wave.Id}");

    public async Task<List<IntendedContact>> OfAsync(SurveyKind kind, string round, string? segment, string? plan, CancellationToken ct)
    {
        var name = OutreachKinds.Of(kind);
        var stopped = await db.OptOuts.AsNoTracking().Select(o => new { o.ContactId, o.AddressHash }).ToListAsync(ct);
        var stoppedContacts = stopped.Select(o => o.ContactId).OfType<long>().ToHashSet();
        var stoppedAddresses = stopped.Select(o => o.AddressHash).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var asked = await db.Invitations.AsNoTracking().Where(i => i.Kind == kind && i.Round == round).Select(i => i.ContactId).ToHashSetAsync(ct);
        var canReach = await places.ReachableAsync(ct);
        var last = await db.Outreach.AsNoTracking().Where(o => o.Kind == name && o.SentOn != null)
            .GroupBy(o => o.ContactId).Select(g => new { Contact = g.Key, On = g.Max(o => o.SentOn) }).ToDictionaryAsync(g => g.Contact, g => g.On, ct);
        var rows = from contact in db.Contacts
                   join customer in db.Customers on contact.CustomerId equals customer.Id
                   where contact.RetiredAt == null && customer.RetiredAt == null && (segment == null || customer.Segment == segment) && (plan == null || customer.Plan == plan)
                   orderby contact.Id
                   select new { contact.Id, contact.Email, contact.HasConsented };
        var audience = new List<IntendedContact>();
        await foreach (var row in db.ReadRowsAsync(rows, ct))
        {
            var (id, address) = (row.GetInt64(0), row.Text(1));
            audience.Add(new IntendedContact(new WaveMember(id, last.GetValueOrDefault(id)), Reason(id, address, row.IsDBNull(2) ? null : row.GetBoolean(2))));
        }

        return audience;

        SuppressReason? Reason(long id, string? address, bool? hasConsented) =>
            stoppedContacts.Contains(id) || (address is not null && stoppedAddresses.Count > 0 && stoppedAddresses.Contains(OptOut.HashOf(address))) ? SuppressReason.OptedOut
            : !settings.AllowsAsking(hasConsented) ? SuppressReason.NoConsent
            : asked.Contains(id) ? SuppressReason.AlreadyAsked
            : canReach.Contains(id) || (mails.CanSend && !string.IsNullOrEmpty(address)) ? null
            : SuppressReason.Unreachable;
    }
}
