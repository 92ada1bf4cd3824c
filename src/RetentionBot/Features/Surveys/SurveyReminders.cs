using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>
/// Reminds those who were asked by a wave and have not answered, once, where they were asked: under the question in the chat, or by another mail. A reminder is a contact as
/// any other: where the budget refuses it, it waits for a day on which it does not, and is let go when the wave closes first.
/// </summary>
internal sealed class SurveyReminders(RetentionDb db, OutboxWriter outbox, SurveyMails mails, SurveyTexts texts, SurveySettings settings, WorkCalendar calendar)
{
    private const int Batch = 500;

    /// <summary>Reminds whom it is time to remind, a batch at most. The caller saves.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RemindAsync(SurveyWave wave, DateTimeOffset now, CancellationToken ct)
    {
        // The question itself is a contact, and nobody is contacted again so soon.
        var latest = now.AddDays(-Math.Max(SurveyReminder.UsualDays, settings.Budget.AnyKind - 1));
        for (var skip = 0; ; skip += Batch)
        {
            var silent = await db.Invitations
                .Where(i => i.WaveId == wave.Id && i.AnsweredAt == null && i.RemindedAt == null && i.InvitedAt <= latest)
                .OrderBy(i => i.InvitedAt)
                .ThenBy(i => i.Id)
                .Skip(skip)
                .Take(Batch)
                .ToListAsync(ct);

            // Those who cannot be reminded stand in nobody's way.
            var reminded = silent.Count == 0 ? 0 : await RemindAsync(silent, wave, now, ct);
            if (silent.Count < Batch || reminded > 0)
            {
                return reminded;
            }
        }
    }

    private async Task<int> RemindAsync(List<SurveyInvitation> silent, SurveyWave wave, DateTimeOffset now, CancellationToken ct)
    {
        var today = calendar.Workspace.LocalDate(now);
        var due = silent.FindAll(i => SurveyReminder.At(i, calendar, zone: null) <= now);
        var (subjects, ids) = (due.ConvertAll(SurveyCard.SubjectOf), due.ConvertAll(i => i.ContactId));
        var questions = (await db.PostedMessages.AsNoTracking().Where(p => subjects.Contains(p.Subject)).ToListAsync(ct)).ToDictionary(p => p.Subject, StringComparer.Ordinal);
        var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id) && c.RetiredAt == null).ToDictionaryAsync(c => c.Id, ct);
        var stopped = await StoppedAsync(contacts.Values, ct);
        var byMail = await AskedByMailAsync(due, ct);
        var history = await db.SentToAsync(ids, ct);
        var reminded = 0;
        foreach (var invitation in due)
        {
            var question = questions.GetValueOrDefault(SurveyCard.SubjectOf(invitation));
            if (contacts.GetValueOrDefault(invitation.ContactId) is not { } contact
                || (question is null && !(byMail.Contains(invitation.Id) && mails.CanSend && !string.IsNullOrEmpty(contact.Email)))
                || stopped.Contains(contact.Id)
                || !settings.AllowsAsking(contact)
                || new ContactBudget(settings.Budget).Refuse(SurveyReminder.Kind, today, [.. history[contact.Id]], npsDueOn: null) is not null)
            {
                continue;
            }

            if (question is null)
            {
                mails.Remind(invitation, contact);
            }
            else
            {
                await RemindInChatAsync(question, contact, ct);
            }

            invitation.RemindedAt = now;
            var outreach = Outreach.Plan(contact.Id, SurveyReminder.Kind, WaveAudience.ReferenceOf(wave), today);
            outreach.Send(now, today);
            db.Outreach.Add(outreach);
            reminded++;
        }

        return reminded;
    }

    private async Task RemindInChatAsync(PostedMessage question, Contact contact, CancellationToken ct)
    {
        var language = contact.Language ?? await db.Conversations.Where(c => c.Key == question.ConversationKey).Select(c => c.Language).SingleAsync(ct);
        var sentence = texts.In(Texts.For(language)).Say("survey.say.reminder");
        outbox.Post(question.Thread, new MessageContent(sentence), replyToId: question.MessageId, policy: UnknownPolicy.Hold);
    }

    private async Task<HashSet<long>> StoppedAsync(IReadOnlyCollection<Contact> contacts, CancellationToken ct)
    {
        var ids = contacts.Select(c => c.Id).ToList();
        var addresses = contacts.Where(c => !string.IsNullOrEmpty(c.Email)).ToLookup(c => OptOut.HashOf(c.Email!), c => c.Id);
        var hashes = addresses.Select(a => a.Key).ToList();
        var stops = await db.OptOuts.AsNoTracking()
            .Where(o => (o.ContactId != null && ids.Contains(o.ContactId.Value)) || (o.AddressHash != null && hashes.Contains(o.AddressHash)))
            .Select(o => new { o.ContactId, o.AddressHash })
            .ToListAsync(ct);
        return [.. stops.Select(s => s.ContactId).OfType<long>(), .. stops.Where(s => s.AddressHash is not null).SelectMany(s => addresses[s.AddressHash!])];
    }

    /// <summary>Those whose mail has left: a link was made for it, and it does not lie there still, nor was it refused.</summary>
    private async Task<HashSet<Guid>> AskedByMailAsync(IEnumerable<SurveyInvitation> due, CancellationToken ct)
    {
        var withLink = due.Where(i => i.TokenHash is not null).ToList();
        var subjects = withLink.ConvertAll(SurveyCard.SubjectOf);
        var unsent = await db.Outbox.AsNoTracking()
            .Where(m => m.Subject != null && subjects.Contains(m.Subject) && m.State != OutboxState.Sent).Select(m => m.Subject!).ToHashSetAsync(StringComparer.Ordinal, ct);
        return [.. withLink.Where(i => !unsent.Contains(SurveyCard.SubjectOf(i))).Select(i => i.Id)];
    }
}
