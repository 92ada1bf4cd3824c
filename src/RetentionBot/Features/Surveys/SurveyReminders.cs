using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>
/// Reminds those who were asked in chat by a wave and have not answered, once, under the question they got. A reminder is a contact as any other: where the budget refuses it,
/// it waits for a day on which it does not, and is let go when the wave closes first.
/// </summary>
internal sealed class SurveyReminders(RetentionDb db, OutboxWriter outbox, SurveyTexts texts, SurveySettings settings, WorkCalendar calendar)
{
    private const int Batch = 500;

    /// <summary>Reminds whom it is time to remind, a batch at most. The caller saves.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RemindAsync(SurveyWave wave, DateTimeOffset now, CancellationToken ct)
    {
        var (latest, today) = (now.AddDays(-SurveyReminder.UsualDays), calendar.Workspace.LocalDate(now));
        var silent = await db.Invitations
            .Where(i => i.WaveId == wave.Id && i.AnsweredAt == null && i.RemindedAt == null && i.InvitedAt <= latest)
            .OrderBy(i => i.InvitedAt)
            .Take(Batch)
            .ToListAsync(ct);
        var due = silent.FindAll(i => SurveyReminder.At(i, calendar, zone: null) <= now);
        var (subjects, ids) = (due.ConvertAll(SurveyCard.SubjectOf), due.ConvertAll(i => i.ContactId));
        var questions = (await db.PostedMessages.AsNoTracking().Where(p => subjects.Contains(p.Subject)).ToListAsync(ct)).ToDictionary(p => p.Subject, StringComparer.Ordinal);
        var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id) && c.RetiredAt == null).ToDictionaryAsync(c => c.Id, ct);
        var stopped = await db.OptOuts.AsNoTracking().Where(o => o.ContactId != null && ids.Contains(o.ContactId.Value)).Select(o => o.ContactId!.Value).ToHashSetAsync(ct);
        var history = await db.SentToAsync(ids, ct);
        var reminded = 0;
        foreach (var invitation in due)
        {
            if (questions.GetValueOrDefault(SurveyCard.SubjectOf(invitation)) is not { } question
                || contacts.GetValueOrDefault(invitation.ContactId) is not { } contact
                || question.Conversation.ChannelId == ChannelIds.Mail
                || stopped.Contains(contact.Id)
                || !settings.AllowsAsking(contact)
                || new ContactBudget(settings.Budget).Refuse(SurveyReminder.Kind, today, [.. history[contact.Id]], npsDueOn: null) is not null)
            {
                continue;
            }

            var language = contact.Language ?? await db.Conversations.Where(c => c.Key == question.ConversationKey).Select(c => c.Language).SingleAsync(ct);
            var sentence = texts.In(Texts.For(language)).Say("survey.say.reminder");
            outbox.Post(question.Thread, new MessageContent(sentence), replyToId: question.MessageId, policy: UnknownPolicy.Hold);
            invitation.RemindedAt = now;
            var outreach = Outreach.Plan(contact.Id, SurveyReminder.Kind, WaveAudience.ReferenceOf(wave), today);
            outreach.Send(now, today);
            db.Outreach.Add(outreach);
            reminded++;
        }

        return reminded;
    }
}
