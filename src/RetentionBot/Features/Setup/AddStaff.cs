using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Setup;

/// <summary>Puts a colleague into the directory, or changes what is there; the verb <c>staff add</c>.</summary>
internal sealed class AddStaff(RetentionDb db, TimeProvider clock)
{
    /// <returns>A sentence that says what is wrong; null when it was done.</returns>
    public async Task<string?> AddAsync(string email, string name, StaffRole role, string? language, CancellationToken ct)
    {
        email = email.Trim().ToLowerInvariant();
        if (!MailAddress.TryCreate(email, out _))
        {
            return $"'{email}' is not a mail address.";
        }

        var staff = await db.Staff.SingleOrDefaultAsync(s => s.SourceKey == email, ct);
        if (staff is null)
        {
            staff = new StaffMember { SourceKey = email, Name = name, Role = role };
            db.Staff.Add(staff);
        }

        (staff.Name, staff.Role, staff.Language, staff.RetiredAt) = (name, role, language ?? staff.Language, null);
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "staff.add", By = "cli", Note = role.ToString() });
        await db.SaveChangesAsync(ct);
        return null;
    }
}
