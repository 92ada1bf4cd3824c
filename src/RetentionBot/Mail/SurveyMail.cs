using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Mail;

/// <summary>A question as mail: as text and as HTML, each score a link. There is no picture and nothing that tells whether it was read.</summary>
internal sealed class SurveyMail(SurveyTexts texts)
{
    /// <param name="invitation">What is asked; where its reminder has been sent for, the mail is that.</param>
    /// <param name="contact">Who is asked.</param>
    /// <param name="link">Where it is answered.</param>
    /// <param name="body">Notes when the text begins to be taken for the wire.</param>
    public MailMessage Write(SurveyInvitation invitation, Contact contact, SurveyLink link, BodyWatch body)
    {
        var words = texts.In(Texts.For(contact.Language));
        var question = SurveyCard.QuestionOf(invitation.Kind, words);
        var subject = invitation.RemindedAt is null ? question : words.Say("survey.mail.reminder-subject", ("question", question));
        var mail = new MailMessage { Subject = subject, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        mail.Headers.Add("List-Unsubscribe", $"<{link.Unsubscribe}>");
        mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.AlternateViews.Add(View(Plain(invitation, contact, link, question, words), MediaTypeNames.Text.Plain, body));
        mail.AlternateViews.Add(View(Html(invitation, contact, link, question, words), MediaTypeNames.Text.Html, body));
        return mail;
    }

    private static AlternateView View(string text, string type, BodyWatch body) =>
        new(body.Watch(Encoding.UTF8.GetBytes(text)), new ContentType(type) { CharSet = "utf-8" }) { TransferEncoding = TransferEncoding.Base64 };

    private static string Plain(SurveyInvitation invitation, Contact contact, SurveyLink link, string question, SurveyWords words)
    {
        var scores = SurveyCard.Scores(invitation.Kind).Select(s => words.Say("survey.mail.score", ("score", s), ("link", link.With(s))));
        string[] lines =
        [
            words.Say("survey.mail.hello", ("name", contact.Name)), "", .. Reminder(invitation, words), question, .. About(invitation, words), ScaleIn(invitation.Kind, words), words.Say("survey.mail.press"), "",
            .. scores, "", words.Say("survey.say.who-sees"), "", words.Say("survey.mail.stop", ("link", link.Unsubscribe)),
        ];
        return string.Join("\r\n", lines);
    }

    private static string Html(SurveyInvitation invitation, Contact contact, SurveyLink link, string question, SurveyWords words)
    {
        const string Button = "display:inline-block;min-width:2.2em;padding:.5em .3em;margin:.15em;border:1px solid #767780;border-radius:6px;text-align:center;text-decoration:none;font-weight:bold";
        var language = words.Texts.Language;
        var scores = string.Concat(SurveyCard.Scores(invitation.Kind).Select(s =>
            $"<a href=\"{Safe(link.With(s))}\" style=\"{Button}\">{s.ToString(CultureInfo.InvariantCulture)}</a>\r\n"));
        var reminder = string.Concat(Reminder(invitation, words).Where(line => line.Length > 0).Select(line => $"<p>{Safe(line)}</p>\r\n"));
        var about = string.Concat(About(invitation, words).Select(line => $"<p>{Safe(line)}</p>\r\n"));
        return $"""
            <!DOCTYPE html>
            <html lang="{language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{Safe(question)}</title></head>
            <body style="font-family:sans-serif;line-height:1.5">
            <p>{Safe(words.Say("survey.mail.hello", ("name", contact.Name)))}</p>
            {reminder}<h1 style="font-size:1.2em">{Safe(question)}</h1>
            {about}<p>{Safe(ScaleIn(invitation.Kind, words))}</p>
            <p>{scores}</p>
            <p>{Safe(words.Say("survey.mail.press"))}</p>
            <p>{Safe(words.Say("survey.say.who-sees"))}</p>
            <p><a href="{Safe(link.Unsubscribe)}">{Safe(words.Say("survey.mail.stop-link"))}</a></p>
            </body></html>
            """;
    }

    private static IEnumerable<string> Reminder(SurveyInvitation invitation, SurveyWords words) =>
        invitation.RemindedAt is null ? [] : [words.Say("survey.mail.reminder"), ""];

    private static string ScaleIn(SurveyKind kind, SurveyWords words) => kind == SurveyKind.Nps ? words.Say("survey.nps.scale") : words.Say("survey.csat.scale");

    private static IEnumerable<string> About(SurveyInvitation invitation, SurveyWords words)
    {
        if (SurveyQuestion.CaseIn(invitation.Round) is { } key)
        {
            yield return words.Say("survey.say.about", ("case", key));
        }

        if (invitation.IsTest)
        {
            yield return words.Say("survey.say.test");
        }
    }

    private static string Safe(string words) => HtmlEncoder.Default.Encode(words);
}
