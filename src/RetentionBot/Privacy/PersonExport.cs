using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Privacy;

/// <summary>Everything that is kept about a person, as one JSON that can be handed to them. What colleagues are called is left out: it is not theirs.</summary>
internal sealed class PersonExport(RetentionDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public async Task<string> WriteAsync(long contactId, CancellationToken ct)
    {
        var person = await PersonTraces.ReadAsync(db, contactId, ct);
        return JsonSerializer.Serialize(
            new
            {
                ExportedAt = clock.GetUtcNow(),
                Person = await PersonAsync(person, ct),
                Accounts = person.Accounts.Select(a => new { a.PersonKey, a.UserId, a.DisplayName, a.SeenIn, a.PersonalConversationKey }),
                Surveys = await SurveysAsync(person, ct),
                Messages = await MessagesAsync(person, ct),
                Deeds = await DeedsAsync(person, ct),
            },
            Readable);
    }

    private async Task<object> PersonAsync(PersonTraces person, CancellationToken ct)
    {
        var c = person.Contact;
        var customer = await db.Customers.Where(x => x.Id == c.CustomerId).Select(x => new { x.SourceKey, x.Name }).SingleAsync(ct);
        return new
        {
            Key = c.SourceKey,
            c.Name,
            c.Email,
            c.Language,
            Customer = customer,
            c.RetiredAt,
            Consent = c.HasConsented is null ? null : new { Given = c.HasConsented, Source = c.ConsentSource, On = c.ConsentOn },
        };
    }

    private async Task<object> SurveysAsync(PersonTraces person, CancellationToken ct)
    {
        var (id, key, email) = (person.Contact.Id, person.Contact.SourceKey, person.Contact.Email);
        return new
        {
            Invitations = await db.Invitations.Where(i => i.ContactId == id).OrderBy(i => i.InvitedAt)
                .Select(i => new { i.Id, i.Kind, i.Round, i.IsTest, i.InvitedAt, i.RemindedAt, i.ClosesAt, HasLink = i.TokenHash != null, i.AnsweredAt, i.Score, i.Comment })
                .ToListAsync(ct),
            Answers = await db.Responses.Where(r => r.ContactId == id || r.Respondent == key || (email != null && r.Respondent == email)).OrderBy(r => r.AnsweredAt)
                .Select(r => new { Key = r.SourceKey, r.Kind, r.Round, r.Respondent, r.Score, r.Comment, r.AnsweredAt })
                .ToListAsync(ct),
            Contacts = await db.Outreach.Where(o => o.ContactId == id).OrderBy(o => o.Id).Select(o => new { o.Kind, o.Reference, o.State, o.PlannedFor, o.SentAt, o.Reason }).ToListAsync(ct),
            OptOuts = await db.OptOuts.Where(o => o.ContactId == id).Select(o => new { o.At, o.Source, o.AddressHash }).ToListAsync(ct),
            FeedbackCases = await db.FeedbackCases.Where(c => c.ContactId == id).OrderBy(c => c.OpenedAt)
                .Select(c => new { c.Id, c.Kind, c.Score, c.Stage, c.OpenedAt, c.ContactedAt, c.ActionAt, c.ActionNote, c.ToldAt, c.ClosedAt, c.Reason })
                .ToListAsync(ct),
            ReferralSuggestedAt = await db.ReferralSuggestions.Where(s => s.ContactId == id).Select(s => (DateTimeOffset?)s.SuggestedAt).SingleOrDefaultAsync(ct),
            SupportCases = await db.Cases.Where(c => c.ContactId == id).OrderBy(c => c.OpenedAt)
                .Select(c => new { Key = c.SourceKey, c.OpenedAt, c.FirstReplyAt, c.ClosedAt, c.IsUrgent, c.IsEscalated })
                .ToListAsync(ct),
        };
    }

    private async Task<object> MessagesAsync(PersonTraces person, CancellationToken ct)
    {
        var subjects = person.Subjects;
        var sent = await person.MessagesIn(db).AsNoTracking().OrderBy(m => m.Id).ToListAsync(ct);
        var posted = await db.PostedMessages.AsNoTracking().Where(p => subjects.Contains(p.Subject)).OrderBy(p => p.Id).ToListAsync(ct);
        var received = await person.DeliveriesIn(db).AsNoTracking().OrderBy(d => d.Id).ToListAsync(ct);
        return new
        {
            Sent = sent.Select(m => new { m.State, m.Kind, To = m.ConversationKey, m.Subject, m.CreatedAt, m.FinishedAt, m.Text, Card = Parsed(m.Card) }),
            Posted = posted.Select(p => new { p.Subject, In = p.ConversationKey, p.MessageId, p.PostedAt }),
            Received = received.Select(d => new { d.State, d.ReceivedAt, Turn = Parsed(d.Payload), Answer = Parsed(d.Answer) }),
            WebChat = (await person.ChatLogAsync(db, ct)).Select(a => Parsed(a.Json)),
        };
    }

    private async Task<object> DeedsAsync(PersonTraces person, CancellationToken ct)
    {
        var (keys, subject) = (person.PersonKeys, person.AuditSubject);
        return new
        {
            Audit = await db.Audit.Where(a => keys.Contains(a.By) || a.Subject == subject).OrderBy(a => a.Id)
                .Select(a => new { a.At, a.Deed, a.Subject, IsTheirs = keys.Contains(a.By) })
                .ToListAsync(ct),
            Questions = await db.HandedQuestions.Where(q => keys.Contains(q.AskedBy)).OrderBy(q => q.Id).Select(q => new { q.AskedAt, q.AskerName, q.Question }).ToListAsync(ct),
            LastQuestions = (await db.QuestionContexts.AsNoTracking().Where(q => keys.Contains(q.PersonKey)).ToListAsync(ct)).Select(q => new { q.ExpiresAt, Reading = Parsed(q.Reading) }),
        };
    }

    private static JsonNode? Parsed(string? json) => json is null ? null : JsonNode.Parse(json);
}
