using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace RetentionBot.Mail;

/// <summary>The section <c>RetentionBot:Mail</c>: the server that takes mail. Without a host no mail is sent. A wrong value stops the start with a sentence.</summary>
internal sealed class MailOptions
{
    public const string Section = "RetentionBot:Mail";

    /// <summary>The server's name; null when the bot sends no mail.</summary>
    public string? Host { get; init; }

    /// <summary>587 takes mail with STARTTLS.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether the connection must be encrypted (STARTTLS) before anything is said.</summary>
    public bool Tls { get; init; } = true;

    public string? User { get; init; }

    /// <summary>Best given as the environment variable <c>RetentionBot__Mail__Password</c>.</summary>
    public string? Password { get; init; }

    /// <summary>The address mail comes from.</summary>
    public string? From { get; init; }

    /// <summary>The name beside it.</summary>
    public string? Name { get; init; }

    /// <summary>How long the server may take for one mail.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public bool IsOn => !string.IsNullOrEmpty(Host);
}

internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var faults = options.IsOn ? Faults(options).ToList() : [];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(MailOptions options)
    {
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            yield return "RetentionBot:Mail:Host must be the name of a mail server, for example smtp.example.com.";
        }

        if (options.Port is < 1 or > 65535)
        {
            yield return "RetentionBot:Mail:Port must be between 1 and 65535; mail servers mostly listen at 587.";
        }
        else if (options is { Port: 465, Tls: true })
        {
            yield return "RetentionBot:Mail:Port 465 speaks TLS from the first byte, which this bot cannot; use the server's STARTTLS port, mostly 587.";
        }

        if (!MailAddress.TryCreate(options.From, out _))
        {
            yield return "RetentionBot:Mail:From must be the mail address that mail comes from.";
        }

        if (string.IsNullOrEmpty(options.User) != string.IsNullOrEmpty(options.Password))
        {
            yield return "RetentionBot:Mail:User and RetentionBot:Mail:Password belong together: give both or neither.";
        }
        else if (!string.IsNullOrEmpty(options.User) && !options.Tls)
        {
            yield return "RetentionBot:Mail:Tls must be true where there is a User, or the password would go over the wire for all to read.";
        }

        if (options.Name?.Any(char.IsControl) == true)
        {
            yield return "RetentionBot:Mail:Name must be a name on one line.";
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromMinutes(5))
        {
            yield return "RetentionBot:Mail:Timeout must be between 00:00:01 and 00:05:00.";
        }
    }
}
