using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Surveys;

/// <summary>Who said stop. It holds for ever, for the person and for their address.</summary>
internal sealed class SurveyStops(RetentionDb db, TimeProvider clock)
{
    public Task<bool> HasStoppedAsync(Contact contact, CancellationToken ct)
    {
        var address = HashOf(contact);
        return db.OptOuts.AnyAsync(o => o.ContactId == contact.Id || (address != null && o.AddressHash == address), ct);
    }

    /// <summary>Notes it, and that what is planned is not sent; once more changes nothing. The caller saves.</summary>
    /// <param name="contact">Who said it.</param>
    /// <param name="source">See <see cref="OptOut.Source"/>.</param>
    /// <param name="by">The account it was said with, or <c>system</c>.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async Task StopAsync(Contact contact, string source, string by, CancellationToken ct)
    {
        if (await HasStoppedAsync(contact, ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var planned in await PlannedAsync(contact, ct))
        {
            planned.Suppress(SuppressReason.OptedOut);
        }

        db.OptOuts.Add(new OptOut { ContactId = contact.Id, AddressHash = HashOf(contact), At = now, Source = source });
        db.Audit.Add(new AuditEvent { At = now, Deed = "survey.opt-out", By = by, Subject = $"contact:{contact.Id}" });
    }

    /// <summary>What is planned for the person, or for anybody else with their address.</summary>
    private Task<List<Outreach>> PlannedAsync(Contact contact, CancellationToken ct)
    {
        var address = string.IsNullOrWhiteSpace(contact.Email) ? null : contact.Email;
        var people = db.Contacts.Where(c => c.Id == contact.Id || (address != null && c.Email == address)).Select(c => c.Id);
        return db.Outreach.Where(o => o.State == OutreachState.Planned && people.Contains(o.ContactId)).ToListAsync(ct);
    }

    private static string? HashOf(Contact contact) => string.IsNullOrWhiteSpace(contact.Email) ? null : OptOut.HashOf(contact.Email);
}
