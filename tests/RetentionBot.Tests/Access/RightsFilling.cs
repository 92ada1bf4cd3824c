using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Access;

/// <summary>Fills the store with one of each thing that can be asked for or changed.</summary>
internal sealed class RightsFilling(RetentionDb db, RightsWorld world)
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private int _round;

    public Dictionary<string, Customer> Customers { get; private set; } = [];

    /// <summary>By the first word of their address.</summary>
    public Dictionary<string, StaffMember> Staff { get; private set; } = [];

    public Guid Alert { get; private set; }

    public Guid Snoozed { get; private set; }

    public Dictionary<string, Guid> Taken { get; } = [];

    public Guid Checklist { get; private set; }

    public List<OnboardingTask> Tasks { get; } = [];

    public Touchpoint Touchpoint { get; private set; } = null!;

    /// <summary>Bram's, one of each stage from open to told.</summary>
    public List<Guid> Cases { get; } = [];

    public Guid CaseOfOthers { get; private set; }

    public SurveyWave Wave { get; private set; } = null!;

    public Guid Invitation { get; private set; }

    /// <param name="sharedRooms">Rooms in which a customer reads along: Lotte's company's, and connected from before they came.</param>
    public async Task<RightsFilling> FillAsync(IEnumerable<string> sharedRooms)
    {
        Customers = await db.Customers.ToDictionaryAsync(c => c.SourceKey, StringComparer.Ordinal);
        Staff = (await db.Staff.ToListAsync()).ToDictionary(s => s.Email.Split('@')[0], StringComparer.Ordinal);
        (Customers["c0"].Owner, Customers["c2"].Owner) = ("Bram Bakker", "Leonie Smit");
        var piet = new Contact { SourceKey = "p2", CustomerId = Customers["c0"].Id, Name = "Piet Post", Email = RightsWorld.ContactAddress };
        var noor = new Contact { SourceKey = "p3", CustomerId = Customers["c2"].Id, Name = "Noor Bos" };
        db.AddRange(piet, noor);
        foreach (var place in await db.Conversations.ToListAsync())
        {
            var isShared = sharedRooms.Contains(place.Reference.ConversationId, StringComparer.Ordinal);
            place.Topics = place.Reference.Kind == Channels.Turns.ConversationKind.Personal ? PlaceTopics.None : PlaceTopics.Alerts | PlaceTopics.Kpi | PlaceTopics.Checklist;
            place.CustomerId = isShared ? Customers["c1"].Id : null;
        }

        await db.SaveChangesAsync();
        await RaiseAsync();
        Plan();
        Answer(piet, noor);
        db.Add(new HealthOverride { CustomerId = Customers["c0"].Id, Value = 41, Reason = "Quarrel about an invoice", SetBy = "Bram Bakker", SetAt = _now, Through = Today.AddDays(20) });
        db.Add(new AlertMute { CustomerId = Customers["c0"].Id, Until = _now.AddDays(14), By = "Bram Bakker", At = _now });
        await db.SaveChangesAsync();
        return this;
    }

    private DateOnly Today => DateOnly.FromDateTime(_now.UtcDateTime);

    private async Task RaiseAsync()
    {
        Alert = Raise("c0").Id;
        var snoozed = Raise("c5");
        Snoozed = snoozed.Id;
        snoozed.Snooze("Bram Bakker", _now.AddDays(3));
        foreach (var (who, customer) in ((string, string)[])[(Persons.Member, "c2"), (Persons.Lead, "c3"), (Persons.Admin, "c4")])
        {
            var (alert, id) = (Raise(customer), Staff[who].Id);
            alert.Acknowledge(Staff[who].Name, await db.Identities.Where(i => i.StaffMemberId == id).Select(i => i.PersonKey).FirstAsync(), _now);
            Taken[who] = alert.Id;
        }
    }

    private Alert Raise(string customer)
    {
        var reading = new HealthReading(69, 100, new HealthDrivers(41.7m, 100, null), HealthBand.Yellow);
        var alert = Domain.Alerts.Alert.Raise(Guid.NewGuid(), Customers[customer].Id, Today, _now, reading, previousScore: 100, mrrMinor: 10_000, currency: "EUR");
        db.AddRange(alert, new AlertEvent { Id = Guid.NewGuid(), AlertId = alert.Id, Kind = AlertEventKind.Raised, At = _now });
        return alert;
    }

    private void Plan()
    {
        var plan = ChecklistPlan.Of(ChecklistPlan.Weekly, name: null, ChecklistSchedule.Default, WeeklySeven.All.Select(check => ((string?)check, (string?)null)));
        db.Add(plan);
        db.SaveChanges();
        Checklist = Guid.NewGuid();
        var list = Domain.Checklists.Checklist.Begin(Checklist, plan, plan.Schedule.TurnOf(Today), _now, isLate: false, before: null);
        list.Items[1].Tick("Leonie Smit", _now);
        list.Items[2].Assign(new AlertOwner(Staff[Persons.Member].Id, Staff[Persons.Member].Name));
        db.Add(list);

        var customer = Customers["c0"].Id;
        Tasks.AddRange(OnboardingPlan.Default.Tasks.Take(2).Select((task, i) => OnboardingTask.Of(customer, task, i + 1, Today.AddDays(-2))));
        Tasks[1].Finish("Bram Bakker", Today);
        Touchpoint = new Touchpoint { CustomerId = customer, Step = CadencePlan.Welcome, DueOn = Today };
        Wave = new SurveyWave { Kind = SurveyKind.Nps, Round = "autumn", PlannedBy = "Bram Bakker", PlannedAt = _now };
        db.AddRange([.. Tasks, Touchpoint, Wave]);
    }

    private void Answer(Contact piet, Contact noor)
    {
        for (var stage = 0; stage < 4; stage++)
        {
            var feedback = Unhappy(piet, Staff[Persons.Member]);
            Cases.Add(feedback.Id);
            _ = stage > 0 ? feedback.Contact("Bram Bakker", _now) : default;
            _ = stage > 1 ? feedback.Act("Bram Bakker", "Invoice corrected", _now) : default;
            _ = stage > 2 ? feedback.Tell("Bram Bakker", _now) : default;
        }

        CaseOfOthers = Unhappy(noor, Staff[Persons.Lead]).Id;
        foreach (var person in (Contact[])[piet, noor])
        {
            db.Add(new SurveyResponse
            {
                SourceKey = $"r-{person.SourceKey}",
                Kind = SurveyKind.Nps,
                Round = "2026-Q3",
                Respondent = person.SourceKey,
                ContactId = person.Id,
                CustomerId = person.CustomerId,
                Score = 3,
                Comment = "Too dear for what it is",
                AnsweredAt = _now,
            });
        }

        Invitation = Guid.NewGuid();
        db.Add(new SurveyInvitation
        {
            Id = Invitation,
            Kind = SurveyKind.Nps,
            Round = "2026-Q4",
            ContactId = db.Contacts.Single(c => c.SourceKey == "p1").Id,
            InvitedAt = _now,
            TokenHash = SurveyLinks.HashOf(world.Token),
        });
    }

    private FeedbackCase Unhappy(Contact contact, StaffMember owner)
    {
        var invitation = new SurveyInvitation { Id = Guid.NewGuid(), Kind = SurveyKind.Nps, Round = $"case-{++_round}", ContactId = contact.Id, InvitedAt = _now };
        invitation.Answer(3, "Too dear for what it is", _now);
        var feedback = FeedbackCase.Open(Guid.NewGuid(), invitation, contact.CustomerId, _now, new AlertOwner(owner.Id, owner.Name));
        db.AddRange(invitation, feedback);
        return feedback;
    }
}
