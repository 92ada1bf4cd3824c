using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Health;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Setup;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Tests.Lint;

/// <summary>Every card as the features fill it, in each of the states that change what is on it.</summary>
internal static class SampleCards
{
    public const string CustomerName = "Van Dijk Logistics";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Workspace Workspace = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");
    private static readonly WorkCalendar Calendar = new(new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 30), new HashSet<DateOnly>()), Workspace);
    private static readonly TimeProvider Clock = new FixedClock(Now);
    private static readonly StaffMember[] Staff =
    [
        new() { Id = 6, SourceKey = "bram@example.com", Name = "Bram Bakker", Role = StaffRole.Member },
        new() { Id = 7, SourceKey = "anouk@example.com", Name = "Anouk de Wit", Role = StaffRole.Admin },
    ];

    private static readonly Cards Templates = new(Path.Combine(AppContext.BaseDirectory, "cards"), Workspace.Zone);

    private static readonly SurveyCard Surveys = new(Templates, SurveyTexts.Ours);

    /// <summary>By name, <c>template/state</c>.</summary>
    public static IReadOnlyDictionary<string, Func<Texts, MessageContent>> All { get; } = new Dictionary<string, Func<Texts, MessageContent>>(
        SampleAnswers.All(Templates).Concat(SampleAlerts.All).Concat(SampleOnboarding.All).Concat(SampleChecklists.All(Templates, Calendar, Staff)).Concat(SampleFeedback.All(Templates, Workspace, Clock, Staff)), StringComparer.Ordinal)
    {
        ["alert/open"] = texts => AlertOf(texts, CustomerName, _ => { }),
        ["alert/open-with-link"] = texts => AlertOf(texts, CustomerName, _ => { }, "https://crm.example.com/c/{id}"),
        ["alert/acknowledged"] = texts => AlertOf(texts, CustomerName, alert => alert.Acknowledge("Daan", "slack|T1|U1", Now)),
        ["alert/promised"] = texts => AlertOf(texts, CustomerName, alert =>
        {
            alert.Acknowledge("Daan", "slack|T1|U1", Now);
            alert.SetPromise("slack|T1|U1", AlertPromise.Call, Today.AddDays(1));
        }),
        ["alert/snoozed"] = texts => AlertOf(texts, CustomerName, alert => alert.Snooze("Daan", Now.AddDays(1))),
        ["alert/snoozed-by-who-has-it"] = texts => AlertOf(texts, CustomerName, alert =>
        {
            alert.Acknowledge("Daan", "slack|T1|U1", Now);
            alert.SetPromise("slack|T1|U1", AlertPromise.Call, Today.AddDays(1));
            alert.Snooze("Anouk", Now.AddDays(1));
        }),
        ["alert/assigned"] = texts => AlertOf(texts, CustomerName, alert => alert.Assign(new AlertOwner(7, "Anouk de Wit"), isOwners: false)),
        ["alert/told"] = texts => AlertOf(texts, CustomerName, _ => { }, notice: texts.Say("alert.told.escalated")),
        ["alert-list/all"] = texts => List(texts, count: 12, page: 0, mine: false),
        ["alert-list/mine-last-page"] = texts => List(texts, count: 12, page: 2, mine: true),
        ["alert-list/none"] = texts => List(texts, count: 0, page: 0, mine: true),
        ["alert-history/lines"] = texts => History(texts, Enum.GetValues<AlertEventKind>()),
        ["alert-history/nothing"] = texts => History(texts),
        ["alert-storm/many"] = texts => Storm(Enumerable.Range(0, 40).Select(Row), texts),
        ["alert-digest/own"] = texts => Digest(texts, new DigestCounts(3, 2, 1, 2, 1), team: null, rows: 3),
        ["alert-digest/lead"] = texts => Digest(texts, new DigestCounts(12, 10, 0, 4, 3), new DigestCounts(1234, 1100, 17, 80, 64), rows: 5),
        ["alert-digest/team-only"] = texts => Digest(texts, new DigestCounts(0, 0, 0, 0, 0), new DigestCounts(2, 2, 0, 1, 0), rows: 0),
        ["alert-promise/asked"] = texts => new PromiseForm(Templates, Calendar, Clock).Ask(Sample(), CustomerName, null, wasFilled: false, texts).Content,
        ["alert-promise/wrong-day"] = texts => FormCard.Show(new PromiseForm(Templates, Calendar, Clock).Ask(Sample(), CustomerName, AlertPromise.Wait, wasFilled: true, texts)),
        ["alert-assign/asked"] = texts => new AssignForm(Templates).Ask(Sample(), CustomerName, Staff, Staff[1], texts).Content,
        ["alert-snooze/asked"] = texts => new SnoozeForm(Templates, Calendar, Clock).Ask(Sample(), CustomerName, texts).Content,
        ["alert/resolved"] = texts => AlertOf(texts, CustomerName, alert => alert.Resolve("Daan", "slack|T1|U1", "Called them, all fine", AlertEnding.Saved, Now)),
        ["alert/recovered"] = texts => AlertOf(texts, CustomerName, alert => alert.Recover(Today, Now)),
        ["alert/left"] = texts => AlertOf(texts, CustomerName, alert => alert.Leave(Today, Now)),
        ["alert/little-known"] = LittleKnownAlert,
        ["alert-resolve/asked"] = texts => AskHow(texts),
        ["alert-resolve/incomplete"] = texts => FormCard.Show(new CardForm("", AskHow(texts))
        {
            Errors = new Dictionary<string, string> { [ResolveForm.Note] = texts.Say("alert.resolveForm.missing") },
        }),
        ["note/form-closed"] = texts => Templates.Show("note", texts, new { text = texts.Say("form.closed") }, texts.Say("form.closed")),
        ["survey/nps"] = texts => Surveys.Show(Invitation(), texts),
        ["survey/nps-in-front-of-others"] = texts => Surveys.Show(Invitation(), texts, new Addressee("Lotte <at>*Jansen* & Co", "U0LOTTE")),
        ["survey/nps-test"] = texts => Surveys.Show(Invitation(isTest: true), texts),
        ["survey/csat"] = texts => Surveys.Show(Invitation(SurveyKind.Csat), texts),
        ["survey-answers/first"] = texts => NamedAnswers(texts, page: 0, count: 12, "Ik mis *de* export"),
        ["survey-answers/last"] = texts => NamedAnswers(texts, page: 2, count: 12, comment: null),
        ["survey-answers/none"] = texts => NamedAnswers(texts, page: 0, count: 0, comment: null),
        ["survey-wave/draft"] = texts => Wave(texts, approve: false),
        ["survey-wave/running"] = texts => Wave(texts, approve: true),
        ["survey-thanks/promoter"] = texts => Surveys.Show(Answered(10), texts),
        ["survey-thanks/passive"] = texts => Surveys.Show(Answered(8), texts),
        ["survey-thanks/detractor"] = texts => Surveys.Show(Answered(2), texts),
        ["survey-thanks/commented"] = texts => Surveys.Show(Answered(2, "It **broke**"), texts),
        ["survey-thanks/in-front-of-others"] = texts => Surveys.Show(Answered(2, "It broke"), texts, new Addressee("Lotte Jansen", null)),
        ["survey-thanks/satisfied"] = texts => Surveys.Show(Answered(5, kind: SurveyKind.Csat), texts),
        ["survey-thanks/neutral"] = texts => Surveys.Show(Answered(3, kind: SurveyKind.Csat), texts),
        ["survey-thanks/dissatisfied"] = texts => Surveys.Show(Answered(1, kind: SurveyKind.Csat), texts),
        ["survey-form/to-change"] = texts => Surveys.Edit(Answered(2, "It **broke**"), texts).Content,
        ["survey-form/csat"] = texts => Surveys.Edit(Answered(4, kind: SurveyKind.Csat), texts).Content,
        ["survey-form/wrong-score"] = texts => FormCard.Show(Surveys.Edit(Invitation(), texts) with
        {
            Errors = new Dictionary<string, string> { [AnswerSurvey.Score] = texts.Say("survey.nps.choose") },
        }),
        ["note/survey-stopped"] = texts => Surveys.Stopped(texts, isInFrontOfOthers: false),
        ["note/survey-over"] = texts => Surveys.Stopped(texts, isInFrontOfOthers: true),
        ["welcome/everybody"] = texts => new Welcome(Templates).In(texts),
        ["help/customer"] = texts => HelpFor(null, texts),
        ["help/viewer"] = texts => HelpFor(StaffRole.Viewer, texts),
        ["help/member"] = texts => HelpFor(StaffRole.Member, texts),
        ["help/lead"] = texts => HelpFor(StaffRole.Lead, texts),
        ["help/admin"] = texts => HelpFor(StaffRole.Admin, texts),
        ["help/with-alerts"] = texts => HelpFor(StaffRole.Member, texts, new OpenAlerts()),
        ["health-history/all-known"] = texts => HealthOf(texts, 26),
        ["health-history/green"] = texts => HealthOf(texts, 26, shift: 30),
        ["health-history/critical"] = texts => HealthOf(texts, 26, shift: -30),
        ["health-history/set-by-hand"] = texts => HealthOf(texts, 26, byHand: true, link: "https://crm.example.com/customers/{id}"),
        ["health-history/support-missing"] = texts => HealthOf(texts, 9, withSupport: false),
        ["health-history/unknown"] = texts => HealthOf(texts, 4, withSupport: false, isKnown: false),
        ["health-history/first-day"] = texts => HealthOf(texts, 1),
        ["health-history/stale"] = texts => HealthOf(texts, 26, daysOld: 9),
        ["health-history/another-profile-before"] = texts => HealthOf(texts, 26, otherVersions: 6),
        ["health-history/another-profile-now"] = texts => HealthOf(texts, 3, otherVersions: 3),
        ["health-history/never-scored"] = texts => HealthOf(texts, 0, byHand: true),
        ["kpi-customers/first-page"] = texts => List(texts, page: 0, count: 23, StaffRole.Viewer),
        ["kpi-customers/middle-page"] = texts => List(texts, page: 1, count: 23, StaffRole.Lead),
        ["kpi-customers/last-page-changed"] = texts => List(texts, page: 2, count: 23, StaffRole.Viewer, hasChanged: true),
        ["kpi-customers/nobody"] = texts => List(texts, page: 0, count: 0, StaffRole.Lead),
        ["kpi-customers/too-many"] = texts => List(texts, page: 0, count: CustomerLists.MostListed + 1, StaffRole.Lead),
        ["kpi-customers/none-behind"] = texts => List(texts, page: 0, count: null, StaffRole.Lead),
        ["kpi-proof/same"] = texts => Proof(texts, Facts(), Facts()),
        ["kpi-proof/differs"] = texts => Proof(texts, Facts(), Facts(gone: 3)),
        ["kpi-proof/other-customers"] = texts => Proof(texts, Facts(), Facts(gone: 1, first: 2)),
        ["kpi-proof/trend"] = texts => Proof(texts, Facts(), Facts(gone: 3), months: 14),
        ["kpi-proof/nobody"] = texts => Proof(texts, Facts(gone: 0), Facts(gone: 0)),
    };

    public static MessageContent AlertOf(Texts texts, string customer, Action<Alert> then, string? link = null, string? notice = null)
    {
        var reading = new HealthReading(58, 72, new HealthDrivers(-16m, 2m, -8.75m));
        var alert = Alert.Raise(new Guid("0198f1f2-0000-7000-8000-000000000001"), 1, Today, Now, reading, 72, 123_450, "EUR");
        then(alert);
        return Show(alert, customer, texts, link, notice);
    }

    /// <summary>The card of an alert of a customer of whom everything is known.</summary>
    public static MessageContent Show(Alert alert, string customer, Texts texts, string? link = null, string? notice = null) =>
        new AlertCard(Templates, new RuleWords(Workspace), new CustomerLinks(link), Calendar, Clock)
            .Show(alert, new Customer { Id = 1, SourceKey = "c 1", Name = customer, Owner = "Sanne", Segment = "high-value/low-risk" }, texts, notice);

    public static MessageContent Storm(IEnumerable<(Alert Alert, Customer Customer)> rows, Texts texts) => new StormCard(Templates, AlertList).Show([.. rows], texts);

    private static AlertListCard AlertList => new(Templates, new AlertCard(Templates, new RuleWords(Workspace), new CustomerLinks(null), Calendar, Clock));

    private static MessageContent List(Texts texts, int count, int page, bool mine) =>
        AlertList.Show([.. Enumerable.Range(page * AlertListCard.PageSize, Math.Min(AlertListCard.PageSize, count - (page * AlertListCard.PageSize))).Select(Row)], count, page, mine, texts);

    private static (Alert Alert, Customer Customer) Row(int number)
    {
        var alert = Alert.Raise(Guid.CreateVersion7(Now), number, Today, Now, new HealthReading(58 - number, 72, default), 72);
        if (number % 2 == 1)
        {
            alert.Acknowledge("Daan", "slack|T1|U1", Now);
        }

        return (alert, new Customer { Id = number, SourceKey = $"c{number}", Name = $"{CustomerName} {number}" });
    }

    private static MessageContent History(Texts texts, params AlertEventKind[] kinds) => new AlertHistoryCard(Templates, Workspace).Show(
        new Customer { Id = 1, SourceKey = "c1", Name = CustomerName },
        [.. kinds.Select((kind, i) => new AlertEvent { Id = Guid.NewGuid(), AlertId = Guid.NewGuid(), At = Now.AddMinutes(-i), Kind = kind, ByName = i % 2 == 0 ? "Daan" : null })
            .Select((line, i) => (line, AlertRules.All[i % AlertRules.All.Count]))],
        texts);

    private static Alert Sample() => Alert.Raise(new Guid("0198f1f2-0000-7000-8000-000000000001"), 1, Today, Now, new HealthReading(58, 72, default), 72);

    private static MessageContent AskHow(Texts texts)
    {
        var alert = Alert.Raise(new Guid("0198f1f2-0000-7000-8000-000000000001"), 1, Today, Now, new HealthReading(58, 72, default), 72);
        return new ResolveForm(Templates).Ask(alert, new Customer { Id = 1, SourceKey = "c 1", Name = CustomerName }, texts).Content;
    }

    private static MessageContent LittleKnownAlert(Texts texts)
    {
        var alert = Alert.Raise(new Guid("0198f1f2-0000-7000-8000-000000000002"), 1, Today, Now, new HealthReading(58, null, default), 72);
        return new AlertCard(Templates, new RuleWords(Workspace), new CustomerLinks(null), Calendar, Clock).Show(alert, new Customer { Id = 1, SourceKey = "c1", Name = CustomerName }, texts);
    }

    /// <summary>A customer whose use goes up and down over the weeks and fell in the last.</summary>
    private static MessageContent HealthOf(
        Texts texts, int weeks, int shift = 0, bool withSupport = true, bool isKnown = true, bool byHand = false, string? link = null, int daysOld = 1, int otherVersions = 0)
    {
        var profile = HealthProfiles.Versioned(HealthProfile.Default with { Name = "high-value", Fall = 10 });
        var scores = Enumerable.Range(0, weeks).Select(week =>
        {
            var usage = isKnown ? (decimal?)Math.Clamp((week == weeks - 1 ? 38.5m : 60 + (week % 5 * 7)) + shift, 0, 100) : null;
            var parts = new HealthParts(usage, isKnown ? Math.Clamp(62.5m + shift, 0, 100) : null, withSupport ? Math.Clamp(week == weeks - 1 ? 55 : 90, 0, 100) + Math.Min(shift, 0) : null);
            var result = HealthScoring.Score(parts, profile);
            return new HealthScore
            {
                CustomerId = 1,
                Day = Today.AddDays(-daysOld - (7 * (weeks - 1 - week))),
                Value = result.Value,
                Usage = parts.Usage,
                Adoption = parts.Adoption,
                Support = parts.Support,
                Coverage = result.Coverage,
                ProfileVersion = week < otherVersions ? "high-value-0a1b2c3d" : profile.Version,
            };
        });
        var judgement = new HealthOverride { CustomerId = 1, Value = 35, Reason = "**Sponsor** left, [see](https://evil.example.com)", SetBy = "Daan", SetAt = Now, Through = Today.AddDays(39) };
        var customer = new Customer { Id = 1, SourceKey = "c 1", Name = CustomerName, Segment = "High value" };
        return new HealthCard(Templates, new CustomerLinks(link)).Show(new HealthHistory(customer, profile, [.. scores], byHand ? judgement : null), Today, texts);
    }

    private static SurveyInvitation Invitation(SurveyKind kind = SurveyKind.Nps, bool isTest = false) => new()
    {
        Id = new Guid("0198f1f2-0000-7000-8000-000000000003"),
        Kind = kind,
        Round = kind == SurveyKind.Nps ? "2026-Q4" : "case:[CS]_1042",
        IsTest = isTest,
        ContactId = 1,
        InvitedAt = Now,
    };

    private static MessageContent Wave(Texts texts, bool approve)
    {
        var wave = new SurveyWave
        {
            Kind = SurveyKind.Nps,
            Round = "2026-Q4",
            Segment = CustomerName,
            PerDay = approve ? null : 20,
            IsTest = approve,
            PlannedBy = "Daan",
            PlannedAt = Now,
        };
        if (approve)
        {
            wave.Approve("Vera", Now);
        }

        var left = Enum.GetValues<SuppressReason>().ToDictionary(reason => reason, reason => 3 + (int)reason);
        return new WaveCard(Templates, Calendar, Clock).Show(wave, new WavePreview(480, left), texts);
    }

    private static MessageContent NamedAnswers(Texts texts, int page, int count, string? comment)
    {
        var answers = Enumerable.Range(1, Math.Min(AnswerListCard.PageSize, count - (page * AnswerListCard.PageSize)))
            .Select(i => new NamedAnswer(i == 2 ? SurveyKind.Csat : SurveyKind.Nps, "2026-Q4", i, comment, Now, i == 3 ? null : CustomerName, i == 1 ? null : CustomerName));
        var selection = new AnswerSelection(page == 0 ? null : SurveyKind.Nps, Period.Quarter(2026, 3), page == 0 ? null : 7);
        return new AnswerListCard(Templates, Workspace).Show(
            selection, new AnswerPage([.. answers], count, page), page == 0 ? null : CustomerName, withFile: page == 0, texts);
    }

    private static SurveyInvitation Answered(int score, string? comment = null, SurveyKind kind = SurveyKind.Nps)
    {
        var invitation = Invitation(kind);
        invitation.Answer(score, comment, Now);
        return invitation;
    }

    private static MessageContent Digest(Texts texts, DigestCounts own, DigestCounts? team, int rows) =>
        new DigestCard(Templates, AlertList).Show(own, team, [.. Enumerable.Range(0, rows).Select(Row)], Today.AddDays(-2), texts);

    private static MessageContent HelpFor(StaffRole? role, Texts texts, params IHomeSection[] sections)
    {
        var place = new ConversationRef { ChannelId = ChannelIds.Slack, ConversationId = "D1", Kind = ConversationKind.Personal };
        var person = new Person { ChannelId = ChannelIds.Slack, UserId = "U1" };
        var turn = new InboundTurn { DeliveryKey = "1", Kind = TurnKind.Message, Conversation = place, From = person, Text = "help" };
        var staff = role is { } r ? new StaffMember { SourceKey = "daan@example.com", Name = "Daan", Role = r } : null;
        var context = new TurnContext(turn, new Actor(person, staff, null), new Conversation { Key = place.Key, ChannelId = place.ChannelId, Reference = place }, texts);
        var answer = new Help(Templates, sections).HandleAsync(context, CancellationToken.None);
        answer.IsCompleted.ShouldBeTrue();
        return answer.GetAwaiter().GetResult().Replies[0];
    }

    private static MessageContent List(Texts texts, int page, int? count, StaffRole role, bool hasChanged = false)
    {
        var query = new KpiQuery(MetricNames.CustomersLost, Period.Month(2026, 10))
        {
            Filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [FilterNames.Plan] = ["Pro", "_Basic_"] },
        };
        var evidence = Evidence(query, Facts(), 1) with { Members = count is { } n ? new KpiMembers(n, "", [.. Enumerable.Range(0, n)]) : null };
        string[] names = ["**Van Dijk** [x](https://evil.example.com)", new('W', 80), .. Enumerable.Range(3, 21).Select(i => $"Klant {i}")];
        var shown = new CustomerPage(count is 23 ? [.. names.Skip(page * CustomerLists.PageSize).Take(CustomerLists.PageSize)] : [], page, count is 23 ? 2 : 0, hasChanged);
        return new CustomerListCard(Templates).Show(new ProvenAnswer("K7M2QX", Now, evidence), shown, texts, withFile: role >= StaffRole.Lead);
    }

    private static MessageContent Proof(Texts texts, FactSnapshot then, FactSnapshot now, int months = 1)
    {
        var evidence = Evidence(new KpiQuery(MetricNames.CustomersLost, Period.Month(2026, 10)), then, months);
        return new ProofCard(Templates, Workspace).Show(new ProvenAnswer("K7M2QX", Now, evidence), evidence.Again(now, Today, new KpiSettings(0.7m)), texts);
    }

    private static KpiEvidence Evidence(KpiQuery query, FactSnapshot facts, int months)
    {
        var settings = new KpiSettings(0.7m);
        var results = Enumerable.Range(0, months).Select(m => KpiCatalogue.Compute(query with { Period = Period.MonthOf(query.Period.From.AddMonths(-m)) }, facts, Today, settings)!);
        return KpiEvidence.Of(query, [.. results], facts, Today, settings);
    }

    /// <summary>Three customers since January, some of them (as a rule one) gone in October; one new in October; three NPS answers.</summary>
    private static FactSnapshot Facts(int gone = 1, int first = 1)
    {
        var facts = new FactSnapshotBuilder(1);
        for (var id = 1; id <= 4; id++)
        {
            facts.AddCustomer(id);
            facts.AddStretch(id, id == 4 ? new DateOnly(2026, 10, 5) : new DateOnly(2026, 1, 10), id >= first && id < first + gone ? new DateOnly(2026, 10, 20) : null, 10_00);
            facts.AddResponse(SurveyKind.Nps, id, 1, 11 - (2 * id), new DateOnly(2026, 10, id), new DateTimeOffset(2026, 10, id, 9, 0, 0, TimeSpan.Zero), id);
        }

        facts.SetDataThrough(Feeds.Subscriptions, new DateOnly(2026, 11, 21));
        facts.SetDataThrough(Feeds.Responses, new DateOnly(2026, 11, 21));
        return facts.Build();
    }

    private sealed class OpenAlerts : IHomeSection
    {
        public Task<IReadOnlyList<string>> LinesAsync(TurnContext turn, StaffMember staff, CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>(
            [$"**{turn.Texts.Count("alerts-yours", 3)}**", .. AlertList.Rows([.. Enumerable.Range(0, 3).Select(Row)], turn.Texts).Select(row => row.Text)]);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
