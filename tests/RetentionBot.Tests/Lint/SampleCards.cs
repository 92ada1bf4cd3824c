using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Alerts;
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
    private static readonly Cards Templates = new(Path.Combine(AppContext.BaseDirectory, "cards"), Workspace.Zone);

    /// <summary>By name, <c>template/state</c>.</summary>
    public static IReadOnlyDictionary<string, Func<Texts, MessageContent>> All { get; } = new Dictionary<string, Func<Texts, MessageContent>>(SampleAnswers.All(Templates), StringComparer.Ordinal)
    {
        ["alert/open"] = texts => Alert(texts, CustomerName, _ => { }),
        ["alert/open-with-link"] = texts => Alert(texts, CustomerName, _ => { }, "https://crm.example.com/customers/{id}"),
        ["alert/acknowledged"] = texts => Alert(texts, CustomerName, alert => alert.Acknowledge("Daan", "slack|T1|U1", Now)),
        ["alert/resolved"] = texts => Alert(texts, CustomerName, alert => alert.Resolve("Daan", "slack|T1|U1", "Called them, all fine", Now)),
        ["alert/recovered"] = texts => Alert(texts, CustomerName, alert => alert.Recover(Today, Now)),
        ["alert/left"] = texts => Alert(texts, CustomerName, alert => alert.Leave(Today, Now)),
        ["alert/little-known"] = LittleKnownAlert,
        ["alert-resolve/asked"] = texts => AskHow(texts),
        ["alert-resolve/incomplete"] = texts => FormCard.Show(new CardForm("", AskHow(texts))
        {
            Errors = new Dictionary<string, string> { [ResolveForm.Note] = texts.Say("alert.resolveForm.missing") },
        }),
        ["note/form-closed"] = texts => Templates.Show("note", texts, new { text = texts.Say("form.closed") }, texts.Say("form.closed")),
        ["nps-survey/asked"] = texts => new SurveyCard(Templates).Show(Invitation(), texts),
        ["survey-thanks/promoter"] = texts => Thanks(10, texts),
        ["survey-thanks/passive"] = texts => Thanks(8, texts),
        ["survey-thanks/detractor"] = texts => Thanks(2, texts),
        ["welcome/everybody"] = texts => new Welcome(Templates).In(texts),
        ["help/customer"] = texts => HelpFor(null, texts),
        ["help/viewer"] = texts => HelpFor(StaffRole.Viewer, texts),
        ["help/member"] = texts => HelpFor(StaffRole.Member, texts),
        ["help/lead"] = texts => HelpFor(StaffRole.Lead, texts),
        ["help/admin"] = texts => HelpFor(StaffRole.Admin, texts),
    };

    public static MessageContent Alert(Texts texts, string customer, Action<HealthAlert> then, string? link = null)
    {
        var reading = new HealthReading(58, 72, new HealthDrivers(-16m, 2m, -8.75m));
        var alert = HealthAlert.Raise(new Guid("0198f1f2-0000-7000-8000-000000000001"), 1, Today, Now, reading, 72, 123_450, "EUR");
        then(alert);
        return new AlertCard(Templates, new CustomerLinks(link), Workspace)
            .Show(alert, new Customer { Id = 1, SourceKey = "c 1", Name = customer, Owner = "Sanne" }, texts);
    }

    private static MessageContent AskHow(Texts texts)
    {
        var alert = HealthAlert.Raise(new Guid("0198f1f2-0000-7000-8000-000000000001"), 1, Today, Now, new HealthReading(58, 72, default), 72);
        return new ResolveForm(Templates).Ask(alert, new Customer { Id = 1, SourceKey = "c 1", Name = CustomerName }, texts).Content;
    }

    private static MessageContent LittleKnownAlert(Texts texts)
    {
        var alert = HealthAlert.Raise(new Guid("0198f1f2-0000-7000-8000-000000000002"), 1, Today, Now, new HealthReading(58, null, default), 72);
        return new AlertCard(Templates, new CustomerLinks(null), Workspace).Show(alert, new Customer { Id = 1, SourceKey = "c1", Name = CustomerName }, texts);
    }

    private static SurveyInvitation Invitation() => new()
    {
        Id = new Guid("0198f1f2-0000-7000-8000-000000000003"),
        Kind = SurveyKind.Nps,
        Round = "2026-Q4",
        ContactId = 1,
        InvitedAt = Now,
    };

    private static MessageContent Thanks(int score, Texts texts)
    {
        var invitation = Invitation();
        invitation.Answer(score, null, Now);
        return new SurveyCard(Templates).Show(invitation, texts);
    }

    private static MessageContent HelpFor(StaffRole? role, Texts texts)
    {
        var place = new ConversationRef { ChannelId = ChannelIds.Slack, ConversationId = "D1", Kind = ConversationKind.Personal };
        var person = new Person { ChannelId = ChannelIds.Slack, UserId = "U1" };
        var turn = new InboundTurn { DeliveryKey = "1", Kind = TurnKind.Message, Conversation = place, From = person, Text = "help" };
        var staff = role is { } r ? new StaffMember { SourceKey = "daan@example.com", Name = "Daan", Role = r } : null;
        var context = new TurnContext(turn, new Actor(person, staff, null), new Conversation { Key = place.Key, ChannelId = place.ChannelId, Reference = place }, texts);
        var answer = new Help(Templates).HandleAsync(context, CancellationToken.None);
        answer.IsCompleted.ShouldBeTrue();
        return answer.GetAwaiter().GetResult().Replies[0];
    }
}
