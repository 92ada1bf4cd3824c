using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Domain.Revenue;
using RetentionBot.Domain.Surveys;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store;

/// <summary>Everything that is kept. One save is one transaction: state, finished delivery and outbox rows stand or fall together.</summary>
internal sealed class RetentionDb(DbContextOptions<RetentionDb> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<StaffMember> Staff => Set<StaffMember>();

    public DbSet<SubscriptionStretch> Subscriptions => Set<SubscriptionStretch>();

    public DbSet<UsageRecord> Usage => Set<UsageRecord>();

    public DbSet<SupportCase> Cases => Set<SupportCase>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<PaymentEvent> Payments => Set<PaymentEvent>();

    public DbSet<Renewal> Renewals => Set<Renewal>();

    public DbSet<SurveyResponse> Responses => Set<SurveyResponse>();

    public DbSet<SurveyInvitation> Invitations => Set<SurveyInvitation>();

    public DbSet<SurveyWave> Waves => Set<SurveyWave>();

    public DbSet<Outreach> Outreach => Set<Outreach>();

    public DbSet<OptOut> OptOuts => Set<OptOut>();

    public DbSet<FeedbackCase> FeedbackCases => Set<FeedbackCase>();

    public DbSet<ReferralSuggestion> ReferralSuggestions => Set<ReferralSuggestion>();

    public DbSet<ErasedPerson> ErasedPeople => Set<ErasedPerson>();

    public DbSet<HealthScore> HealthScores => Set<HealthScore>();

    public DbSet<HealthProgress> HealthProgress => Set<HealthProgress>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<AlertEvent> AlertEvents => Set<AlertEvent>();

    public DbSet<AlertMute> AlertMutes => Set<AlertMute>();

    public DbSet<AlertRoute> AlertRoutes => Set<AlertRoute>();

    public DbSet<AlertStorm> AlertStorms => Set<AlertStorm>();

    public DbSet<StormAlert> StormAlerts => Set<StormAlert>();

    public DbSet<HealthOverride> HealthOverrides => Set<HealthOverride>();

    public DbSet<Touch> Touches => Set<Touch>();

    public DbSet<PaymentCard> PaymentCards => Set<PaymentCard>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<ChecklistPlan> ChecklistPlans => Set<ChecklistPlan>();

    public DbSet<Checklist> Checklists => Set<Checklist>();

    public DbSet<OnboardingTask> OnboardingTasks => Set<OnboardingTask>();

    public DbSet<Touchpoint> Touchpoints => Set<Touchpoint>();

    public DbSet<JobState> Jobs => Set<JobState>();

    public DbSet<DueTimer> Timers => Set<DueTimer>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Identity> Identities => Set<Identity>();

    public DbSet<InboundDelivery> Deliveries => Set<InboundDelivery>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<PostedMessage> PostedMessages => Set<PostedMessage>();

    public DbSet<Feed> Feeds => Set<Feed>();

    public DbSet<DataVersion> DataVersions => Set<DataVersion>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<AuditEvent> Audit => Set<AuditEvent>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<DirectLineActivity> DirectLineActivities => Set<DirectLineActivity>();

    public DbSet<SampleState> Samples => Set<SampleState>();

    public DbSet<KpiProof> KpiProofs => Set<KpiProof>();

    public DbSet<QuestionContext> QuestionContexts => Set<QuestionContext>();

    public DbSet<HandedQuestion> HandedQuestions => Set<HandedQuestion>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // SQLite can neither order nor compare the type itself; ticks are exact on every provider.
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        conventions.Properties<ConversationRef>().HaveConversion<ReferenceJson>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(RetentionDb).Assembly);
        SnakeCase.ApplyTo(model);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class ReferenceJson() : ValueConverter<ConversationRef, string>(
        reference => JsonSerializer.Serialize(reference, JsonSerializerOptions.Web),
        json => JsonSerializer.Deserialize<ConversationRef>(json, JsonSerializerOptions.Web)!);
}
