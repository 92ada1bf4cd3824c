using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Surveys;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Privacy;

/// <summary>
/// Erases a person: what told who they were goes, and what the figures need (that somebody was asked and what score was given) stays without them. All of it is one
/// transaction. A bot that is running need not be stopped: it sends the rewrites and loads its figures anew.
/// </summary>
internal sealed class PersonErasure(RetentionDb db, MessageErasure messages, PhraseSweep sweep, TimeProvider clock)
{
    public const string Deed = "person.erase";

    /// <summary>What a person, or what they are called by in an audit, is called from then on.</summary>
    private const string Nobody = "erased";

    private const string Name = "Erased person";

    /// <param name="contactId">Who.</param>
    /// <param name="isMeant">False to find out what would be done, and do nothing.</param>
    /// <param name="ct">Stops it; nothing is changed then.</param>
    public async Task<ErasureReport> EraseAsync(long contactId, bool isMeant, CancellationToken ct)
    {
        var report = new ErasureReport();
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await db.OverwriteDeletedAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var person = await PersonTraces.ReadAsync(db, contactId, ct);
            var phrases = await PhrasesOfAsync(person, ct);
            await messages.EraseAsync(person, report, ct);
            await EraseCasesAsync(person, report, ct);
            await EraseSurveysAsync(person, report, ct);
            await EraseDeedsAsync(person, report, ct);
            await EraseContactAsync(person, report, ct);
            if (phrases is not null)
            {
                await messages.RemoveAsync(phrases, report, ct);
                await sweep.RemoveAsync(phrases, report, ct);
            }

            db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = Deed, By = "cli", Subject = person.AuditSubject });
            await DataVersions.BumpAsync(db, ct);
            await db.SaveChangesAsync(ct);
            if (isMeant)
            {
                await transaction.CommitAsync(ct);
            }
        }
        finally
        {
            db.ChangeTracker.Clear();
            await db.Database.CloseConnectionAsync();
        }

        return report;
    }

    /// <summary>
    /// What is looked for in texts that others wrote. A name of one word may be any word, a short comment may be anybody's, and a name that a colleague bears too may be
    /// theirs: these are left.
    /// </summary>
    private async Task<Phrases?> PhrasesOfAsync(PersonTraces person, CancellationToken ct)
    {
        var (id, phrases) = (person.Contact.Id, new List<string>());
        var name = person.Contact.Name;
        if (WordsIn(name) >= 2 && !await db.Staff.AnyAsync(s => s.Name == name, ct))
        {
            phrases.Add(name);
        }

        if (person.Contact.Email is { } email)
        {
            phrases.Add(email);
        }

        var comments = await db.Invitations.Where(i => i.ContactId == id).Select(i => i.Comment).Union(db.Responses.Where(r => r.ContactId == id).Select(r => r.Comment)).ToListAsync(ct);
        phrases.AddRange(comments.OfType<string>().Where(c => WordsIn(c) >= 3));
        return phrases.Count == 0 ? null : new Phrases(phrases);
    }

    private static int WordsIn(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>A case that is open has nobody left to be told anything.</summary>
    private async Task EraseCasesAsync(PersonTraces person, ErasureReport report, CancellationToken ct)
    {
        var (id, ids) = (person.Contact.Id, person.Ids);
        report.Add("feedback_cases", "deleted, being open", await db.FeedbackCases.Where(c => c.ContactId == id && c.Stage != FeedbackStage.Closed).ExecuteDeleteAsync(ct));
        report.Add(
            "feedback_cases",
            "note removed",
            await db.FeedbackCases.Where(c => c.ContactId == id && c.ActionNote != null).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.ActionNote, (string?)null).SetProperty(c => c.Version, c => c.Version + 1), ct));
        report.Add("due_timers", "deleted", await db.Timers.Where(t => ids.Any(i => t.Subject.Contains(i))).ExecuteDeleteAsync(ct));
        report.Add("referral_suggestions", "deleted", await db.ReferralSuggestions.Where(s => s.ContactId == id).ExecuteDeleteAsync(ct));
    }

    private async Task EraseSurveysAsync(PersonTraces person, ErasureReport report, CancellationToken ct)
    {
        var (id, now) = (person.Contact.Id, clock.GetUtcNow());

        // A new version, so that an answer being taken just now is not saved over it.
        report.Add(
            "survey_invitations",
            "closed, link and comment removed",
            await db.Invitations.Where(i => i.ContactId == id).ExecuteUpdateAsync(
                set => set.SetProperty(i => i.TokenHash, (string?)null).SetProperty(i => i.Comment, (string?)null)
                    .SetProperty(i => i.ClosesAt, i => i.ClosesAt == null || i.ClosesAt > now ? now : i.ClosesAt)
                    .SetProperty(i => i.Version, i => i.Version + 1),
                ct));

        var (key, email) = (person.Contact.SourceKey, person.Contact.Email);
        var theirs = db.Responses.Where(r => r.ContactId == id || r.Respondent == key || (email != null && r.Respondent == email));
        var answers = 0;
        foreach (var respondent in await theirs.Select(r => r.Respondent).Distinct().ToListAsync(ct))
        {
            // As many different people as before: who answered twice in a round still counts once.
            answers += await theirs.Where(r => r.Respondent == respondent).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Respondent, Pseudonyms.New()).SetProperty(r => r.Comment, (string?)null).SetProperty(r => r.ContactId, (long?)null), ct);
        }

        report.Add("survey_responses", "person and comment removed", answers);
        report.Add(
            "outreach",
            "not made",
            await db.Outreach.Where(o => o.ContactId == id && o.State == OutreachState.Planned).ExecuteUpdateAsync(
                set => set.SetProperty(o => o.State, OutreachState.Suppressed).SetProperty(o => o.Reason, SuppressReason.Gone).SetProperty(o => o.Version, o => o.Version + 1), ct));

        // Their address is never asked again; without an address nobody could be told by what is left.
        var address = email is null ? null : OptOut.HashOf(email);
        report.Add(
            "opt_outs",
            "kept by the address's fingerprint only",
            await db.OptOuts.Where(o => o.ContactId == id && (o.AddressHash != null || address != null)).ExecuteUpdateAsync(
                set => set.SetProperty(o => o.ContactId, (long?)null).SetProperty(o => o.AddressHash, o => o.AddressHash ?? address), ct));
        report.Add("opt_outs", "deleted", await db.OptOuts.Where(o => o.ContactId == id).ExecuteDeleteAsync(ct));
    }

    private async Task EraseDeedsAsync(PersonTraces person, ErasureReport report, CancellationToken ct)
    {
        var (id, keys) = (person.Contact.Id, person.PersonKeys);
        report.Add("support_cases", "person removed", await db.Cases.Where(c => c.ContactId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.ContactId, (long?)null), ct));
        report.Add("question_contexts", "deleted", await db.QuestionContexts.Where(q => keys.Contains(q.PersonKey)).ExecuteDeleteAsync(ct));
        report.Add("handed_questions", "deleted", await db.HandedQuestions.Where(q => keys.Contains(q.AskedBy)).ExecuteDeleteAsync(ct));
        report.Add("kpi_proofs", "person removed", await db.KpiProofs.Where(p => keys.Contains(p.By)).ExecuteUpdateAsync(set => set.SetProperty(p => p.By, Nobody), ct));
        var deeds = await db.Audit.Where(a => keys.Contains(a.By)).ExecuteUpdateAsync(set => set.SetProperty(a => a.By, Nobody), ct)
            + await db.Audit.Where(a => a.Note != null && keys.Contains(a.Note)).ExecuteUpdateAsync(set => set.SetProperty(a => a.Note, (string?)null), ct);
        report.Add("audit_events", "account removed", deeds);
        report.Add("identities", "deleted", await db.Identities.Where(i => i.ContactId == id).ExecuteDeleteAsync(ct));
    }

    private async Task EraseContactAsync(PersonTraces person, ErasureReport report, CancellationToken ct)
    {
        var (id, key, now) = (person.Contact.Id, person.Contact.SourceKey, clock.GetUtcNow());
        report.Add(
            "rejected_rows",
            "key removed",
            await db.Set<RejectedRow>().Where(r => r.Reason.Contains($"'{key}'")).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Reason, r => r.Reason.Replace($"'{key}'", Phrases.Replacement)), ct));
        report.Add(
            "contacts",
            "made nobody",
            await db.Contacts.Where(c => c.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.SourceKey, Pseudonyms.New()).SetProperty(c => c.Fingerprint, "").SetProperty(c => c.Name, Name)
                    .SetProperty(c => c.Email, (string?)null).SetProperty(c => c.Language, (string?)null).SetProperty(c => c.HasConsented, (bool?)null)
                    .SetProperty(c => c.ConsentSource, (string?)null).SetProperty(c => c.ConsentOn, (DateOnly?)null).SetProperty(c => c.RetiredAt, now),
                ct));

        // By the key the source is kept from bringing them back; by the address, answers whose respondent is called by it.
        string[] hashes = [ErasedPerson.HashOf(key), .. person.Contact.Email is { } email ? [ErasedPerson.HashOf(email)] : Array.Empty<string>()];
        foreach (var hash in hashes.Distinct(StringComparer.Ordinal))
        {
            if (await db.ErasedPeople.FindAsync([hash], ct) is null)
            {
                db.ErasedPeople.Add(new ErasedPerson { KeyHash = hash, ErasedAt = now });
            }
        }

        report.Add("erased_people", "remembered by fingerprint", await db.SaveChangesAsync(ct));
    }
}
