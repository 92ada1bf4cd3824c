using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Jobs;
using RetentionBot.Mail;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Mail;

public sealed partial class SurveyMailTests
{
    [Theory]
    [InlineData("en", SurveyKind.Nps, 11, "How likely are you to recommend us", "Hello Lotte Jansen,")]
    [InlineData("nl", SurveyKind.Csat, 5, "Hoe tevreden ben je", "Hallo Lotte Jansen,")]
    public async Task A_contact_without_a_chat_gets_the_question_by_mail_with_a_link_for_each_score(string language, SurveyKind kind, int scores, string question, string hello)
    {
        await using var smtp = new SmtpDouble();
        await using var bot = await StartAsync(smtp, language: language);
        (await InviteAsync(bot, kind)).ShouldBe(InviteOutcome.Invited);
        var mail = await MailAsync(smtp);
        var (text, html) = (Part(mail, "text/plain"), Part(mail, "text/html"));

        mail.ShouldContain("lotte@example.com");
        foreach (var part in (string[])[text, WebUtility.HtmlDecode(html)])
        {
            part.ShouldContain(question);
            part.ShouldContain(hello);
            Link().Matches(part).Select(m => m.Groups["score"].Value).Distinct().Count().ShouldBe(scores);
        }

        var page = Link().Match(text).Groups["page"].Value;
        mail = mail.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\n ", " ", StringComparison.Ordinal);
        mail.ShouldContain($"List-Unsubscribe: <{page}/unsubscribe>");
        mail.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        html.ShouldNotContain("<img");
        html.ShouldNotContain("url(");
        html.ShouldNotContain("<link");
        Anywhere().Matches(html).Select(m => m.Value).ShouldAllBe(to => to.StartsWith(page, StringComparison.Ordinal));

        // The link opens the page; what lies in the store is its hash.
        var token = page.Split('/')[^1];
        (await bot.Http.GetStringAsync($"/s/{token}?score=4")).ShouldContain("value=\"4\" checked");
        var row = (await bot.AllAsync<OutboxMessage>()).Single(m => m.Conversation.ChannelId == "mail");
        $"{row.Text} {row.Card} {row.ConversationKey} {row.Subject} {row.Conversation.ThreadId}".ShouldNotContain(token);
        $"{row.Text} {row.Card} {row.ConversationKey} {row.Subject}".ShouldNotContain("@");
        (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().TokenHash.ShouldBe(SurveyLinks.HashOf(token));
    }

    [Fact]
    public async Task Who_asked_for_help_gets_the_question_about_it_by_mail()
    {
        await using var smtp = new SmtpDouble();
        await using var bot = await StartAsync(smtp);
        await bot.Company.CloseCaseAsync("K-17");
        await bot.Services.GetRequiredService<CaseQuestionUpkeep>().RunAsync(CancellationToken.None);
        var text = Part(await MailAsync(smtp), "text/plain");
        text.ShouldContain("How satisfied are you");
        text.ShouldContain("It is about case K-17.");
    }

    [Theory]
    [InlineData(false, "Reminder: How likely are you", "A short reminder: this question still waits")]
    [InlineData(true, null, null)]
    public async Task Who_does_not_answer_a_mail_gets_one_more_with_a_link_of_its_own(bool hasTakenConsentBack, string? subject, string? sentence)
    {
        await using var smtp = new SmtpDouble();
        var clock = new MovableClock();
        await using var bot = await StartAsync(smtp, clock);
        await bot.WithDbAsync(async db =>
        {
            var wave = new SurveyWave { Kind = SurveyKind.Nps, Round = "spring", PlannedBy = "Anouk", PlannedAt = clock.GetUtcNow() };
            wave.Approve("Leonie", clock.GetUtcNow());
            db.Waves.Add(wave);
            return await db.SaveChangesAsync();
        });
        await RunAsync();
        var first = Link().Match(Part(await MailAsync(smtp), "text/plain")).Groups["page"].Value;
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot)).State == OutboxState.Sent, "the question is sent");
        await bot.WithDbAsync(db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.HasConsented, hasTakenConsentBack ? false : null)));

        // Five working days and the quiet days after any contact are over.
        clock.Ahead = TimeSpan.FromDays(9);
        await RunAsync();
        if (subject is null)
        {
            (await bot.AllAsync<SurveyInvitation>()).ShouldHaveSingleItem().RemindedAt.ShouldBeNull();
            smtp.Mails.Count.ShouldBe(1);
            return;
        }

        await Eventually.ShouldBeAsync(() => Task.FromResult(smtp.Mails.Count == 2), "the reminder arrives");
        var reminder = smtp.Mails.Last();
        DecodedSubject(reminder).ShouldContain(subject);
        Part(reminder, "text/plain").ShouldContain(sentence!);
        Part(reminder, "text/html").ShouldContain(sentence!);
        var second = Link().Match(Part(reminder, "text/plain")).Groups["page"].Value;
        (await bot.Http.GetAsync(new Uri(first).AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await bot.Http.GetAsync(new Uri(second).AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await bot.AllAsync<Outreach>()).Select(o => (o.Kind, o.State)).ShouldBe([("nps", OutreachState.Sent), ("reminder", OutreachState.Sent)], ignoreOrder: true);

        clock.Ahead = TimeSpan.FromDays(12);
        await RunAsync();
        (await bot.AllAsync<OutboxMessage>()).Count(m => m.Conversation.ChannelId == "mail").ShouldBe(2);

        Task RunAsync() => bot.Services.GetRequiredService<WaveUpkeep>().RunAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_text_is_tried_again_and_one_mail_arrives()
    {
        await using var smtp = new SmtpDouble { Script = (connection, verb) => connection == 1 && verb == "RCPT" ? "" : null };
        var clock = new MovableClock();
        await using var bot = await StartAsync(smtp, clock);
        await InviteAsync(bot, SurveyKind.Nps);
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot)) is { State: OutboxState.Pending, Attempts: 1, LastError: not null }, "the first try failed");

        clock.Ahead = TimeSpan.FromMinutes(3);
        await MailAsync(smtp);
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot)).State == OutboxState.Sent, "it is sent");
        smtp.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_text_is_held_because_nobody_knows()
    {
        await using var smtp = new SmtpDouble { Script = (_, verb) => verb == "." ? "" : null };
        var clock = new MovableClock();
        await using var bot = await StartAsync(smtp, clock);
        await InviteAsync(bot, SurveyKind.Nps);
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot)).State == OutboxState.Unknown, "it is held");

        // It arrived all the same, and its link works.
        var page = Link().Match(Part(await MailAsync(smtp), "text/plain")).Groups["page"].Value;
        (await bot.Http.GetAsync(new Uri(page).AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Ahead = TimeSpan.FromHours(3);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        smtp.Connections.ShouldBe(1);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", OutboxState.Dead)]
    [InlineData(".", "554 not wanted", OutboxState.Dead)]
    [InlineData("RCPT", "450 later", OutboxState.Pending)]
    [InlineData(".", "451 later", OutboxState.Pending)]
    [InlineData("MAIL", "530 log in first", OutboxState.Pending)]
    public async Task A_refusal_is_told_by_its_code_alone(string verb, string answer, object state)
    {
        await using var smtp = new SmtpDouble { Script = (_, v) => v == verb ? $"{answer} lotte@example.com" : null };
        await using var bot = await StartAsync(smtp);
        await InviteAsync(bot, SurveyKind.Nps);
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot)) is var row && row.State == (OutboxState)state && row.LastError is not null, "it is settled");
        (await RowAsync(bot)).LastError.ShouldBe($"SMTP {answer[..3]}");
        smtp.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_keeps_back_a_mail_that_has_not_left()
    {
        await using var smtp = new SmtpDouble { Script = (_, verb) => verb == "MAIL" ? "451 later" : null };
        var clock = new MovableClock();
        await using var bot = await StartAsync(smtp, clock);
        await InviteAsync(bot, SurveyKind.Nps);
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot)).Attempts == 1 && (await RowAsync(bot)).State == OutboxState.Pending, "it waits");
        var link = await bot.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<RetentionDb>();
            var made = services.GetRequiredService<SurveyLinks>().Make(await db.Invitations.SingleAsync());
            await db.SaveChangesAsync();
            return new Uri(made!.Unsubscribe).AbsolutePath;
        });
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        (await bot.Http.PostAsync(link, form)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await RowAsync(bot)).State.ShouldBe(OutboxState.Dropped);
        smtp.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_mail_server_a_lead_is_told_what_is_missing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        (await bot.Teams.AskAsync("leonie", "nps to lotte@example.com", bot.Teams.PrivateRoomOf("leonie"))).Text.ShouldContain("can be reached by mail only, and I cannot send any");
        (await bot.AllAsync<SurveyInvitation>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_log_line_holds_an_address_a_link_or_a_comment()
    {
        var log = new LinesLog();
        await using var smtp = new SmtpDouble { Script = (connection, verb) => connection == 1 && verb == "RCPT" ? "451 lotte@example.com is busy" : null };
        var clock = new MovableClock();
        await using var bot = await StartAsync(smtp, clock, log);
        await InviteAsync(bot, SurveyKind.Nps);
        await Eventually.ShouldBeAsync(async () => (await RowAsync(bot)) is { State: OutboxState.Pending, Attempts: 1 }, "the first try failed");
        clock.Ahead = TimeSpan.FromMinutes(3);
        var page = Link().Match(Part(await MailAsync(smtp), "text/plain")).Groups["page"].Value;
        using var score = new FormUrlEncodedContent([KeyValuePair.Create("score", "3")]);
        await bot.Http.PostAsync(new Uri(page).AbsolutePath, score);
        using var comment = new FormUrlEncodedContent([KeyValuePair.Create("comment", "Snelle hulp bleef uit")]);
        await bot.Http.PostAsync($"{new Uri(page).AbsolutePath}/comment", comment);

        log.Lines.ShouldNotBeEmpty();
        string[] secrets = ["lotte", page.Split('/')[^1], "Snelle hulp"];
        log.Lines.Where(line => secrets.Any(s => line.Contains(s, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    [Fact]
    public void Settings_that_cannot_work_are_told()
    {
        Faults(new MailOptions()).ShouldBeEmpty();
        Faults(new MailOptions { Host = "smtp.example.com", From = "team@example.com", User = "team", Password = "x" }).ShouldBeEmpty();
        Faults(new MailOptions { Host = "not a host", From = "team@example.com" }).ShouldHaveSingleItem().ShouldStartWith("RetentionBot:Mail:Host");
        Faults(new MailOptions { Host = "smtp.example.com", From = "team" }).ShouldHaveSingleItem().ShouldStartWith("RetentionBot:Mail:From");
        Faults(new MailOptions { Host = "smtp.example.com", From = "team@example.com", Port = 0 }).ShouldHaveSingleItem().ShouldStartWith("RetentionBot:Mail:Port");
        Faults(new MailOptions { Host = "smtp.example.com", From = "team@example.com", Port = 465 }).ShouldHaveSingleItem().ShouldContain("STARTTLS");
        Faults(new MailOptions { Host = "smtp.example.com", From = "team@example.com", User = "team" }).ShouldHaveSingleItem().ShouldContain("belong together");
        Faults(new MailOptions { Host = "smtp.example.com", From = "team@example.com", User = "team", Password = "x", Tls = false }).ShouldHaveSingleItem().ShouldContain("Tls");
        Faults(new MailOptions { Host = "smtp.example.com", From = "team@example.com", Name = "Team\r\nBcc: x" }).ShouldHaveSingleItem().ShouldContain("Name");
    }

    private static IEnumerable<string> Faults(MailOptions options) => new MailOptionsValidator().Validate(null, options).Failures ?? [];

    private static async Task<BotUnderTest> StartAsync(SmtpDouble smtp, MovableClock? clock = null, LinesLog? log = null, string? language = null)
    {
        var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["RetentionBot:Mail:Host"] = "127.0.0.1",
                ["RetentionBot:Mail:Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
                ["RetentionBot:Mail:Tls"] = "false",
                ["RetentionBot:Mail:From"] = "team@example.com",
                ["RetentionBot:Mail:Name"] = "Team Voorbeeld",
            },
            Services = services =>
            {
                services.AddSingleton(new PublicAddress("https://bot.example.com"));
                if (clock is not null)
                {
                    services.AddSingleton<TimeProvider>(clock);
                }

                if (log is not null)
                {
                    services.AddLogging(logging => logging.AddProvider(log).AddFilter<LinesLog>("RetentionBot", LogLevel.Trace).AddFilter<LinesLog>("Microsoft", LogLevel.Warning));
                }
            },
        });
        await bot.Company.AddCustomersAsync();
        await bot.WithDbAsync(db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.Language, language)));
        return bot;
    }

    private static Task<InviteOutcome> InviteAsync(BotUnderTest bot, SurveyKind kind) => bot.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<RetentionDb>();
        var outcome = await services.GetRequiredService<InviteContact>().InviteAsync(await db.Contacts.FirstAsync(), new SurveyQuestion(kind, "2026-Q4"), CancellationToken.None);
        await db.SaveChangesAsync();
        services.GetRequiredService<OutboxSignal>().Wake();
        return outcome;
    });

    private static Task<string> MailAsync(SmtpDouble smtp) =>
        Eventually.ShouldGiveAsync(() => Task.FromResult(smtp.Mails.TryPeek(out var mail) ? mail : null), "a mail arrives");

    private static async Task<OutboxMessage> RowAsync(BotUnderTest bot) => (await bot.AllAsync<OutboxMessage>()).Single(m => m.Conversation.ChannelId == "mail");

    /// <summary>The subject as people see it: RFC 2047 words put together.</summary>
    private static string DecodedSubject(string mail)
    {
        var subject = mail.ReplaceLineEndings("\n").Split('\n').SkipWhile(l => !l.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase)).ToList();
        var folded = string.Concat(subject.Take(1).Concat(subject.Skip(1).TakeWhile(l => l.StartsWith(' '))).Select(l => l.Trim()));
        return string.Concat(folded["Subject:".Length..].Split("=?", StringSplitOptions.RemoveEmptyEntries).Select(word =>
            word.Trim().Split('?') is ["utf-8", "B" or "b", var base64, ..] ? Encoding.UTF8.GetString(Convert.FromBase64String(base64))
            : word.Trim().Split('?') is ["utf-8", "Q" or "q", var quoted, ..] ? Uri.UnescapeDataString(quoted.Replace('_', ' ').Replace('=', '%'))
            : word));
    }

    private static string Part(string mail, string type)
    {
        var part = mail[mail.IndexOf($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase)..].ReplaceLineEndings("\n");
        var start = part.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        var body = part[start..];
        body = body[..body.IndexOf("\n--", StringComparison.Ordinal)];
        return Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"(?<page>https://bot\.example\.com/s/[A-Za-z0-9_-]{43})\?score=(?<score>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("https?://[^\"<> ]+", RegexOptions.NonBacktracking)]
    private static partial Regex Anywhere();

    private sealed class LinesLog : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
