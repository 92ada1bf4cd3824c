using System.Globalization;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Mail;

/// <summary>Hands one mail to the server, and tells what became of it.</summary>
internal sealed class SmtpSender(IOptions<MailOptions> options)
{
    private static readonly TimeSpan RestAfterRefusal = TimeSpan.FromMinutes(1);

    /// <returns>Never an address or a word of the server's in it: codes only.</returns>
    public async Task<SendOutcome> SendAsync(MailMessage mail, string to, BodyWatch body, CancellationToken ct)
    {
        var settings = options.Value;
        if (!MailAddress.TryCreate(to, out var address))
        {
            return new SendOutcome.Refused("the contact's mail address is none");
        }

        mail.From = new MailAddress(settings.From!, settings.Name);
        mail.To.Add(address);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(settings.Timeout);
        try
        {
            using var smtp = new SmtpClient(settings.Host!, settings.Port) { EnableSsl = settings.Tls };
            if (!string.IsNullOrEmpty(settings.User))
            {
                smtp.Credentials = new NetworkCredential(settings.User, settings.Password);
            }

            await smtp.SendMailAsync(mail, time.Token);
            return new SendOutcome.Sent(null);
        }
        catch (SmtpException e) when (e.StatusCode != SmtpStatusCode.GeneralFailure)
        {
            return Answered(e, body);
        }
        catch (Exception e) when (e is SmtpException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return BrokenOff(body);
        }
    }

    /// <summary>The server said no. Below 500 it may say yes another time; a person's mailbox, or what was written, stays refused; anything else is the settings' trouble.</summary>
    private static SendOutcome Answered(SmtpException e, BodyWatch body)
    {
        var code = (int)e.StatusCode;
        var reason = $"SMTP {code.ToString(CultureInfo.InvariantCulture)}";
        return (code, e, body.HasBegun) switch
        {
            ( < 400, _, true) => new SendOutcome.Unknown(reason),
            ( >= 500, SmtpFailedRecipientException, _) or ( >= 500, _, true) => new SendOutcome.Refused(reason),
            _ => new SendOutcome.TryAgain(reason, RestAfterRefusal),
        };
    }

    private static SendOutcome BrokenOff(BodyWatch body) => body.HasBegun
        ? new SendOutcome.Unknown("the connection broke while the mail was being taken")
        : new SendOutcome.TryAgain("the mail server did not take it", RestAfterRefusal);
}
