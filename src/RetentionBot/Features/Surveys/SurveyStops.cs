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

    /// <summary>Notes it; once more changes nothing. The caller saves.</summary>
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
        db.OptOuts.Add(new OptOut { ContactId = contact.Id, AddressHash = HashOf(contact), At = now, Source = source });
        db.Audit.Add(new AuditEvent { At = now, Deed = "survey.opt-out", By = by, Subject = $"contact:{contact.Id}" });
    }

    private static string? HashOf(Contact contact) => string.IsNullOrWhiteSpace(contact.Email) ? null : OptOut.HashOf(contact.Email);
}
