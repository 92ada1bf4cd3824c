using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Surveys;

/// <summary>The one reminder of an invitation that is not answered.</summary>
public static class SurveyReminder
{
    /// <summary>The kind of contact it is in the book of the contact budget.</summary>
    public const string Kind = "reminder";

    /// <summary>Working days after the invitation, unless settings say otherwise. Never fewer calendar days than any two contacts are apart.</summary>
    public const int UsualDays = 5;

    /// <summary>When the reminder may go out: as the last of so many working days after the day of the invitation begins.</summary>
    /// <param name="invitation">What was asked.</param>
    /// <param name="calendar">Which days are working days, and when one begins.</param>
    /// <param name="zone">The IANA zone of whoever was asked; null for the workspace's.</param>
    /// <param name="workingDays">One or more.</param>
    /// <returns>Null when there is none (any more): it is answered, it was sent, or the question closes before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one working day.</exception>
    public static DateTimeOffset? At(SurveyInvitation invitation, WorkCalendar calendar, string? zone, int workingDays = UsualDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 1);
        if (invitation.AnsweredAt is not null || invitation.RemindedAt is not null)
        {
            return null;
        }

        var at = invitation.InvitedAt;
        for (var i = 0; i < workingDays; i++)
        {
            at = calendar.NextWorkingDay(at, zone);
        }

        return invitation.IsOpenAt(at) ? at : null;
    }
}
