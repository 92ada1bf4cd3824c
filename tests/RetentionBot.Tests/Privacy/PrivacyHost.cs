using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Outbox;
using RetentionBot.Privacy;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Features;
using RetentionBot.Tests.Ingest;
using RetentionBot.Text;

namespace RetentionBot.Tests.Privacy;

/// <summary>A small database with one person in every table that a person can be in; it is Sunday 22 November 2026.</summary>
internal sealed class PrivacyHost : IAsyncDisposable
{
    public const string Key = "crm-4711-zoe";
    public const string Name = "Zoë van den Heuvel";
    public const string Mail = "zoe@example.com";
    public const string Comment = "Kwetsend lang gewacht op antwoord";
    public const string Note = "Zij belt liever na zessen";

    private readonly TestFolder folder = new();
    private readonly ServiceProvider services;

    private PrivacyHost(SaveHook hook)
    {
        var workspace = new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");
        services = new ServiceCollection()
            .AddLogging(CapturedLog.AddTo)
            .ConfigureDbContext<RetentionDb>(options => options.AddInterceptors(hook))
            .AddSingleton<FixedClock>()
            .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<FixedClock>())
            .AddSingleton(workspace)
            .AddSingleton(new Cards(Path.Combine(AppContext.BaseDirectory, "cards"), workspace.Zone))
            .AddStore(StoreRegistration.ConnectionString(null, folder.Path))
            .AddSingleton(SurveySettings.Default)
            .AddScoped<OutboxWriter>()
            .AddPrivacy()
            .BuildServiceProvider(validateScopes: true);
    }

    public DateTimeOffset Now => services.GetRequiredService<FixedClock>().Now;

    public static async Task<PrivacyHost> StartAsync(SaveHook? hook = null)
    {
        var host = new PrivacyHost(hook ?? new SaveHook());
        await host.WithAsync<RetentionDb, bool>(db => db.Database.EnsureCreatedAsync());
        return host;
    }

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<List<T>> AllAsync<T>()
        where T : class => WithAsync<RetentionDb, List<T>>(db => db.Set<T>().AsNoTracking().ToListAsync());

    public Task<ErasureReport> EraseAsync(long contact, bool isMeant = true) =>
        WithAsync<PersonErasure, ErasureReport>(erasure => erasure.EraseAsync(contact, isMeant, CancellationToken.None));

    public Task<bool> CompactAsync() => WithAsync<RetentionDb, bool>(db => db.CompactAsync(CancellationToken.None));

    /// <summary>The bytes of all files of the database, as text in which UTF-8 words can be looked for.</summary>
    public string Bytes() => DatabaseFiles.Read(folder.Path);

    /// <summary>The person with everything, and a colleague's room in which they are named.</summary>
    /// <returns>The contact's id.</returns>
    public Task<long> PersonAsync() => WithAsync<RetentionDb, long>(async db =>
    {
        var customer = new Customer { SourceKey = "c1", Name = "Acme" };
        db.Add(customer);
        await db.SaveChangesAsync();
        var contact = new Contact
        {
            SourceKey = Key,
            Fingerprint = "f",
            CustomerId = customer.Id,
            Name = Name,
            Email = Mail,
            Language = "nl",
            HasConsented = true,
            ConsentSource = "sign-up form",
            ConsentOn = new DateOnly(2026, 1, 5),
        };
        db.Add(contact);
        await db.SaveChangesAsync();
        var id = contact.Id;
        var own = new ConversationRef { ChannelId = ChannelIds.Slack, TenantId = "T1", ConversationId = "D77", Kind = ConversationKind.Personal };
        var web = new ConversationRef { ChannelId = ChannelIds.DirectLine, ConversationId = "webchat-zoe", Kind = ConversationKind.Personal };
        var shared = new ConversationRef { ChannelId = ChannelIds.Teams, TenantId = "M1", ConversationId = "19:shared", Kind = ConversationKind.Channel };
        foreach (var place in (ConversationRef[])[own, web, shared])
        {
            db.Conversations.Add(new Conversation { Key = place.Key, ChannelId = place.ChannelId, Reference = place, IsActive = true, Language = "en" });
        }

        db.Identities.AddRange(
            new Identity { PersonKey = "slack|T1|U77", UserId = "U77", DisplayName = Name, ContactId = id, SeenIn = own, PersonalConversationKey = own.Key },
            new Identity { PersonKey = "directline||zoe", UserId = "zoe", DisplayName = Name, ContactId = id, SeenIn = web, PersonalConversationKey = web.Key },
            new Identity { PersonKey = "msteams|M1|29:zoe", UserId = "29:zoe", DisplayName = Name, ContactId = id, SeenIn = shared });

        var unhappy = Invitation(id, "2026-Q4", 3, Comment, new string('a', 64));
        var satisfied = Invitation(id, "2026-Q3", 9, null, null);
        var open = Invitation(id, "case:4711", null, null, new string('b', 64), SurveyKind.Csat);
        db.AddRange(unhappy, satisfied, open);
        db.Responses.AddRange(
            Response($"invitation:{unhappy.Id:N}", "2026-Q4", $"contact:{id}", 3, Comment, id, customer.Id),
            Response("r1", "2026-Q3", Key, 9, null, id, customer.Id),
            Response("r2", "2026-Q3", Key, 8, "Was eerst minder", id, customer.Id, hoursAgo: 5),
            Response("r3", "2026-Q3", "somebody else", 6, "Prima hulp gehad van iedereen", null, customer.Id));
        var working = FeedbackCase.Open(Guid.NewGuid(), unhappy, customer.Id, Now.AddDays(-1));
        working.Contact("Daan", Now);
        working.Act("Daan", Note, Now);
        db.FeedbackCases.Add(working);
        var planned = Outreach.Plan(id, OutreachKinds.Nps, "wave:9", new DateOnly(2026, 12, 1));
        var made = Outreach.Plan(id, OutreachKinds.Nps, "wave:8", new DateOnly(2026, 10, 1));
        made.Send(Now, new DateOnly(2026, 10, 1));
        db.Outreach.AddRange(planned, made);
        db.OptOuts.Add(new OptOut { ContactId = id, AddressHash = OptOut.HashOf(Mail), At = Now, Source = "page" });
        db.ReferralSuggestions.Add(new ReferralSuggestion { ContactId = id, SuggestedAt = Now });
        db.Cases.Add(new SupportCase { SourceKey = "4711", CustomerId = customer.Id, OpenedAt = Now.AddDays(-9), ContactId = id });

        var subject = SurveyCard.SubjectOf(unhappy);
        db.PostedMessages.AddRange(
            Posted(subject, own, "s1"), Posted(subject, web, "w1"), Posted(SurveyCard.SubjectOf(satisfied), shared, "t1"));
        db.Outbox.AddRange(
            Message(own, OutboxState.Sent, "Bedankt!", subject, "s1", $$"""{"body":[{"text":"{{Comment}}"}]}"""),
            Message(SurveyMails.MailboxOf(id), OutboxState.Pending, "Hoe waarschijnlijk", SurveyCard.SubjectOf(open)),
            Message(shared, OutboxState.Sending, $"Vraag voor {Name}", SurveyCard.SubjectOf(open)),
            Message(shared, OutboxState.Sent, $"Acme: {Name} ({Mail}) kreeg niets.", null, "t9"),
            Message(shared, OutboxState.Sent, "Zoë is er niet", null, "t10"));
        db.DirectLineActivities.AddRange(
            new DirectLineActivity { ConversationId = "webchat-zoe", ActivityId = "w0", Json = $$"""{"id":"w0","from":{"id":"zoe","name":"{{Name}}"},"value":{"comment":"{{Comment}}" } }""" },
            new DirectLineActivity { ConversationId = "webchat-zoe", ActivityId = "w1", Json = $$"""{"id":"w1","text":"{{Name}}","attachments":[{"a":1}]}""" });
        db.Deliveries.AddRange(
            Delivery("d1", shared, """{"from":{"channelId":"msteams","userId":"29:zoe"},"text":"Ik wil weg"}""", null, DeliveryState.Accepted),
            Delivery("d2", shared, null, $$"""{"card":"{{unhappy.Id:N}}","text":"{{Comment}}"}""", DeliveryState.Done),
            Delivery("d3", shared, null, """{"text":"for somebody else"}""", DeliveryState.Done));
        db.QuestionContexts.Add(new QuestionContext { ThreadKey = "t", PersonKey = "slack|T1|U77", Reading = """{"text":"mijn vraag"}""", ExpiresAt = Now });
        db.HandedQuestions.AddRange(
            Question("slack|T1|U77", Name, "Wanneer komt mijn monteur"), Question("slack|T1|UBRAM", "Bram", $"Wat vond {Name} van ons, zie {Mail.ToUpperInvariant()}?"));
        db.KpiProofs.Add(new KpiProof { Code = "ABCDEF", At = Now, By = "slack|T1|U77", DataVersion = 1, Evidence = "{}" });
        db.Audit.AddRange(
            new AuditEvent { At = Now, Deed = "survey.opt-out", By = "slack|T1|U77", Subject = $"contact:{id}" },
            new AuditEvent { At = Now, Deed = "person.link", By = "slack|T1|UBRAM", Subject = $"contact:{id}", Note = "slack|T1|U77" });
        db.Timers.Add(new DueTimer { Kind = "feedback.escalate", Subject = $"feedback:{working.Id:N}", DueAt = Now });
        db.ImportRuns.Add(new ImportRun
        {
            Kind = "responses",
            Source = "test.csv",
            StartedAt = Now,
            RejectedRows = [new RejectedRow { Line = 3, Reason = $"contact '{Key}' is not known; import the contacts first." }],
        });
        await db.SaveChangesAsync();
        return id;
    });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    public SurveyResponse Response(string key, string round, string respondent, int score, string? comment, long? contact, long customer, int hoursAgo = 1) => new()
    {
        SourceKey = key,
        Kind = SurveyKind.Nps,
        Round = round,
        Respondent = respondent,
        Score = score,
        Comment = comment,
        ContactId = contact,
        CustomerId = customer,
        AnsweredAt = Now.AddHours(-hoursAgo),
    };

    private SurveyInvitation Invitation(long contact, string round, int? score, string? comment, string? token, SurveyKind kind = SurveyKind.Nps)
    {
        var invitation = new SurveyInvitation { Id = Guid.NewGuid(), Kind = kind, Round = round, ContactId = contact, InvitedAt = Now.AddDays(-2), TokenHash = token };
        if (score is { } given)
        {
            invitation.Answer(given, comment, Now.AddHours(-1));
        }

        return invitation;
    }

    private PostedMessage Posted(string subject, ConversationRef place, string id) =>
        new() { Subject = subject, ConversationKey = place.Key, Conversation = place, MessageId = id, PostedAt = Now };

    private OutboxMessage Message(ConversationRef place, OutboxState state, string text, string? subject, string? sentAs = null, string? card = null) => new()
    {
        ConversationKey = place.Key,
        Conversation = place,
        Kind = SendKind.Post,
        Text = text,
        Card = card,
        Subject = subject,
        State = state,
        SentMessageId = sentAs,
        CreatedAt = Now,
        DueAt = Now,
    };

    private InboundDelivery Delivery(string key, ConversationRef place, string? payload, string? answer, DeliveryState state) =>
        new() { Key = key, ConversationKey = place.Key, ReceivedAt = Now, Payload = payload, Answer = answer, State = state };

    private HandedQuestion Question(string by, string name, string question) =>
        new() { AskedAt = Now, AskedBy = by, AskerName = name, Question = question, ChannelId = "slack", Language = "nl", DueAt = Now };
}

/// <summary>What lies in the files of a database, whether or not a query would show it.</summary>
internal static class DatabaseFiles
{
    public static string Read(string folder)
    {
        var files = Directory.GetFiles(folder, "retentionbot.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal));
        return string.Concat(files.Select(ReadFile));
    }

    /// <summary>By another process: when this one closes a file, it loses all the locks that SQLite holds on it.</summary>
    private static string ReadFile(string file)
    {
        using var cat = Process.Start(new ProcessStartInfo("cat", [file]) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8, UseShellExecute = false })!;
        var content = cat.StandardOutput.ReadToEnd();
        cat.WaitForExit();
        cat.ExitCode.ShouldBe(0);
        return content;
    }
}
