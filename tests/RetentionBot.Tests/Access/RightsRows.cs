using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Cadence;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Feedback;
using RetentionBot.Features.Health;
using RetentionBot.Features.Onboarding;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Setup;
using RetentionBot.Features.Surveys;
using RetentionBot.Jobs;

namespace RetentionBot.Tests.Access;

/// <summary>Who may do what in chat: a row for each button, form, refresh and command of the house, and more where one of them gives different rights to what is whose.</summary>
internal static class RightsRows
{
    private const string Figures = "question.colleagues-only";

    public static IReadOnlyList<(string Title, IReadOnlyList<RightsRow> Rows)> Subjects { get; } =
    [
        ("Alerts", [.. Alerts()]),
        ("Checklist", [.. Checklists()]),
        ("What customers answered", [.. Feedback()]),
        ("Onboarding, touchpoints and health", [.. Customers()]),
        ("Figures", [.. Questions()]),
        ("Surveys", [.. Surveys()]),
        ("Places and people", [.. Setup()]),
    ];

    public static IReadOnlyList<RightsRow> All { get; } = [.. Subjects.SelectMany(s => s.Rows)];

    private static IEnumerable<RightsRow> Alerts()
    {
        var handle = Rights.From(StaffRole.Member, "alert.colleagues-only", "alert.members-only");
        var read = Rights.From(StaffRole.Viewer, Figures);
        var write = Rights.From(StaffRole.Member, Figures, "alert.members-only");
        return
        [
            Button(AcknowledgeAlert.Verb, handle, w => [Of(w.Alert)]).Changing("alert_events", "alerts"),
            Button(UnacknowledgeAlert.Verb, handle, w => [Of(w.Taken[Persons.Member])]).Changing("alert_events", "alerts", "due_timers"),
            Press(PromiseAlert.Verb, handle, (w, who) => [Of(w.Taken.GetValueOrDefault(who, w.Alert)), (PromiseForm.What, "call"), (PromiseForm.Until, w.Day(1))]).Changing("alert_events", "alerts", "due_timers"),
            Button(AssignAlert.Verb, handle, w => [Of(w.Alert), (AssignForm.Owner, $"{w.Staff["daan"]}")]).Changing("alert_events", "alerts", "due_timers"),
            Button(SnoozeAlert.Verb, handle, w => [Of(w.Alert), (SnoozeForm.Day, w.Day(7))]).Changing("alert_events", "alerts", "due_timers"),
            Button(WakeAlert.Verb, handle, w => [Of(w.Snoozed)]).Changing("alert_events", "alerts", "due_timers"),
            Button(ResolveAlert.Verb, handle, w => [Of(w.Alert)]),
            Button(CloseAlert.Verb, handle, w => [Of(w.Alert), (ResolveForm.Note, "Spoke with them"), (ResolveForm.Ending, "saved")]).Changing("alert_events", "alerts"),
            Button(ListAlerts.Verb, read, _ => [("page", "0"), ("mine", "false")]),
            Button(ShowAlert.Verb, read, w => [Of(w.Alert)]),
            Refresh(RefreshAlert.Verb, Rights.From(StaffRole.Viewer, ""), w => [Of(w.Alert)]),
            Words<ListAlerts>(read, "alerts"),
            Words<AlertHistory>(read, $"alert history {RightsWorld.Customer}"),
            Words<LogTouch>(write, $"touch {RightsWorld.Customer} called, fine again").Changing("alert_events", "touches"),
            Words<MuteCustomer>(write, "mute Klant 2 2 weeks").Changing("alert_mutes", "audit_events", "due_timers") with { Case = "mute" },
            Words<MuteCustomer>(write, $"unmute {RightsWorld.Customer}").Changing("alert_mutes", "audit_events", "due_timers") with { Case = "unmute" },
            Words<RouteAlerts>(Rights.From(StaffRole.Admin, "setup.admins-only", "setup.admins-only"), "route here band critical").Changing("alert_routes", "audit_events") with { IsInRoom = true },
        ];

        static (string, string) Of(Guid alert) => (AlertAction.AlertId, $"{alert:N}");
    }

    private static IEnumerable<RightsRow> Checklists()
    {
        var handle = Rights.From(StaffRole.Member, "checklist.colleagues-only", "checklist.members-only");
        var read = Rights.From(StaffRole.Viewer, Figures);
        return
        [
            Button(TickCheck.Verb, handle, w => Check(w, 1)).Changing("audit_events", "checklist_items"),
            Button(UntickCheck.Verb, handle, w => Check(w, 2)).Changing("audit_events", "checklist_items"),
            Button(AssignCheck.Verb, handle, w => [.. Check(w, 1), (CheckForms.Owner, $"{w.Staff[Persons.Lead]}")]).Changing("audit_events", "checklist_items", "checklist_plans", "planned_checks"),
            Button(MoveCheck.Verb, handle, w => [.. Check(w, 1), (CheckForms.Day, w.Day(3))]).Changing("audit_events", "checklist_items", "checklist_plans", "due_timers", "planned_checks"),
            Button(NoteCheck.Verb, handle, w => [.. Check(w, 1), (CheckForms.Note, "Nearly"), (CheckAction.Form, "true")]).Changing("audit_events", "checklist_items"),
            Button(SnoozeCheck.Verb, handle, w => [.. Check(w, 1), (CheckAction.Reminder, "true")]).Changing("audit_events", "checklist_items"),
            Refresh(RefreshChecklist.Verb, Rights.From(StaffRole.Viewer, ""), w => [(CheckAction.ListId, $"{w.Checklist:N}")]),
            Words<ChecklistCommand>(read, "checklist") with { Case = "see" },
            Words<ChecklistCommand>(Rights.From(StaffRole.Member, Figures, "checklist.members-only"), "checklist tick 1").Changing("audit_events", "checklist_items") with { Case = "change" },
            Words<ChecklistCommand>(read, "checklist time") with { Case = "see when" },
            Words<ChecklistCommand>(Rights.From(StaffRole.Lead, Figures, "checklist.leads-only"), "checklist time friday 10:00").Changing("audit_events", "checklist_plans", "due_timers") with { Case = "say when" },
            Words<ChecklistCommand>(Rights.From(StaffRole.Lead, Figures, "checklist.leads-only"), "checklist here").Changing("audit_events", "checklist_plans") with { Case = "say where", IsInRoom = true },
            Words<ChecklistCommand>(Rights.From(StaffRole.Lead, Figures, "checklist.own.leads-only"), "new checklist Renewals weekly on tuesday: call them").Changing("audit_events", "checklist_plans", "due_timers", "planned_checks") with { Case = "make one" },
            Words<ListChecklists>(read, "checklists"),
            Words<WhoIsLate>(read, "who is late"),
            Words<ListMyTasks>(read, "my tasks"),
        ];

        static (string, string)[] Check(RightsWorld w, int number) => [(CheckAction.ListId, $"{w.Checklist:N}"), (CheckAction.Check, $"{number}")];
    }

    private static IEnumerable<RightsRow> Feedback()
    {
        const string Outside = "feedback.colleagues-only";
        var own = Rights.From(StaffRole.Member, Outside, "feedback.not-yours");
        var others = Rights.From(StaffRole.Lead, Outside, "feedback.not-yours");
        var list = Rights.From(StaffRole.Member, Outside, "feedback.members-only");
        string[] aStep = ["audit_events", "due_timers", "feedback_cases"];
        string[] theLastSteps = ["audit_events", "feedback_cases"];
        (string Verb, Func<RightsWorld, Guid> Case, (string, string)[] More, string[] Changes)[] buttons =
        [
            (MarkContacted.Verb, w => w.FeedbackOpen, [], aStep),
            (AskWhatWasDone.Verb, w => w.FeedbackContacted, [], []),
            (KeepAction.Verb, w => w.FeedbackContacted, [(FeedbackForms.Note, "Invoice corrected")], aStep),
            (MarkTold.Verb, w => w.FeedbackActed, [], theLastSteps),
            (AskReason.Verb, w => w.FeedbackTold, [], []),
            (CloseFeedback.Verb, w => w.FeedbackTold, [(FeedbackForms.Reason, "quality")], theLastSteps),
            (AssignFeedback.Verb, w => w.FeedbackOpen, [], []),
            (ShowFeedback.Verb, w => w.FeedbackOpen, [], []),
        ];
        return
        [
            .. buttons.Select(b => Button(b.Verb, own, w => [Of(b.Case(w)), .. b.More]).Changing(b.Changes) with { Case = "their own" }),
            Button(MarkContacted.Verb, others, w => [Of(w.FeedbackOfOthers)]).Changing("audit_events", "due_timers", "feedback_cases") with { Case = "a colleague's" },
            Button(ShowFeedback.Verb, others, w => [Of(w.FeedbackOfOthers)]) with { Case = "a colleague's" },
            Button(AssignFeedback.Verb, others, w => [Of(w.FeedbackOfOthers), (FeedbackForms.Owner, $"{w.Staff[Persons.Member]}")]).Changing("audit_events", "due_timers", "feedback_cases") with { Case = "a colleague's" },
            Button(ListFeedback.Verb, list, _ => [("page", "0")]),
            Refresh(RefreshFeedback.Verb, Rights.From(StaffRole.Member, "", ""), w => [Of(w.FeedbackOpen)]) with { Case = "their own" },
            Refresh(RefreshFeedback.Verb, Rights.From(StaffRole.Lead, "", ""), w => [Of(w.FeedbackOfOthers)]) with { Case = "a colleague's" },
            Words<ListFeedback>(list, "feedback"),
        ];

        static (string, string) Of(Guid feedback) => (FeedbackAction.CaseId, $"{feedback:N}");
    }

    private static IEnumerable<RightsRow> Customers()
    {
        var read = Rights.From(StaffRole.Viewer, Figures);
        var task = Rights.From(StaffRole.Member, Figures, "onboarding.members-only");
        var touchpoint = Rights.From(StaffRole.Member, Figures, "cadence.members-only");
        var health = Rights.From(StaffRole.Member, Figures, "health.members-only");
        return
        [
            Button(TickTask.Verb, task, w => [(OnboardingCard.Task, $"{w.TaskOpen}")]).Changing("audit_events", "data_version", "onboarding_tasks"),
            Button(UntickTask.Verb, task, w => [(OnboardingCard.Task, $"{w.TaskDone}")]).Changing("audit_events", "data_version", "onboarding_tasks"),
            Button(DropTask.Verb, task, w => [(OnboardingCard.Task, $"{w.TaskOpen}")]).Changing("audit_events", "data_version", "onboarding_tasks"),
            Button(HelpWithTask.Verb, task, w => [(OnboardingCard.Task, $"{w.TaskOpen}")]).Changing("audit_events", "data_version", "onboarding_tasks"),
            Button(SnoozeTask.Verb, task, w => [(OnboardingCard.Task, $"{w.TaskOpen}")]).Changing("audit_events", "data_version", "onboarding_tasks"),
            Words<ShowOnboarding>(read, $"onboarding {RightsWorld.Customer}") with { Case = "one customer" },
            Words<ShowOnboarding>(read, "onboarding status") with { Case = "all customers" },
            Button(FinishTouchpoint.Verb, touchpoint, w => [(TouchpointCard.Id, $"{w.Touchpoint}")]).Changing("audit_events", "outreach", "touches", "touchpoints"),
            Button(SkipTouchpoint.Verb, touchpoint, w => [(TouchpointCard.Id, $"{w.Touchpoint}")]).Changing("audit_events", "touchpoints"),
            Button(MoveTouchpoint.Verb, touchpoint, w => [(TouchpointCard.Id, $"{w.Touchpoint}"), (MoveForm.Day, w.Day(7))]).Changing("audit_events", "touchpoints"),
            Button(ShowTouchpoint.Verb, read, w => [(TouchpointCard.Id, $"{w.Touchpoint}")]),
            Words<ListTouchpoints>(read, "touchpoints"),
            Words<ShowHealth>(read, $"health of {RightsWorld.Customer}"),
            Say<SetHealth>(health, $"set health {RightsWorld.Customer} 40 until DAY because their sponsor left", (w, words) => words.Replace("DAY", w.Day(30), StringComparison.Ordinal)).Changing("audit_events", "health_overrides"),
            Words<ClearHealth>(health, $"clear health {RightsWorld.Customer}").Changing("audit_events", "health_overrides"),
        ];
    }

    private static IEnumerable<RightsRow> Questions()
    {
        var read = Rights.From(StaffRole.Viewer, Figures);
        var file = Rights.From(StaffRole.Lead, Figures, "kpi.csv.leads-only");
        return
        [
            Words<AskInChat>(read, Tests.Questions.Asked.Churn).Changing("kpi_proofs", "question_contexts") with { Case = "a figure" },
            Words<AskInChat>(read, Tests.Questions.Asked.Lost).Changing("kpi_proofs", "question_contexts") with { Case = "a list" },
            Button(AskByButton.Verb, read, w => [(AskButton.Member, w.Reading)]).Changing("kpi_proofs", "question_contexts"),
            Button(ShowCustomers.Verb, read, w => [("proof", w.Proof), ("page", "0")]),
            Button(SendCsv.Verb, file, w => [("proof", w.Proof)]).Changing("audit_events"),
            Say<SendCsv>(file, "csv CODE", (w, words) => words.Replace("CODE", w.Proof, StringComparison.Ordinal)).Changing("audit_events"),
            Say<ShowProof>(read, "proof CODE", (w, words) => words.Replace("CODE", w.Proof, StringComparison.Ordinal)),
        ];
    }

    private static IEnumerable<RightsRow> Surveys()
    {
        const string NotYours = "survey.not-yours";
        var wave = Rights.From(StaffRole.Lead, "wave.leads-only", "wave.leads-only");
        var all = Rights.From(StaffRole.Lead, Figures, "answers.none-yours", "answers.not-yours");
        var own = Rights.From(StaffRole.Member, Figures, "answers.none-yours");
        return
        [
            Button(AnswerSurvey.Verb, Rights.Customers(NotYours), w => [Of(w.Invitation), (AnswerSurvey.Score, "9")]).Changing("data_version", "feeds", "survey_invitations", "survey_responses"),
            Button(EditAnswer.Verb, Rights.Customers(NotYours), w => [Of(w.Invitation)]),
            Button(StopByButton.Verb, Rights.Customers(NotYours), w => [Of(w.Invitation)]).Changing("audit_events", "opt_outs"),
            Words<StopSurveys>(Rights.Customers("survey.stop-unknown", "survey.stop-colleague"), "stop").Changing("audit_events", "opt_outs"),
            Say<SendSurvey>(
                Rights.From(StaffRole.Lead, "survey.leads-only", "survey.leads-only"), "nps to ADDRESS", (_, words) => words.Replace("ADDRESS", RightsWorld.ContactAddress, StringComparison.Ordinal))
                .Changing("outreach"),
            Words<PlanWave>(Rights.From(StaffRole.Member, Figures, "wave.members-only"), "wave nps round spring").Changing("audit_events", "survey_waves"),
            Words<ListWaves>(Rights.From(StaffRole.Viewer, Figures), "waves"),
            Button(ApproveWave.Verb, wave, w => [("wave", $"{w.Wave}")]).Changing("audit_events", "survey_waves"),
            Button(DropWave.Verb, wave, w => [("wave", $"{w.Wave}")]).Changing("audit_events", "survey_waves"),
            Words<WhyNothing>(Rights.From(StaffRole.Viewer, Figures), $"why did {RightsWorld.Customer} get nothing?"),
            Words<ShowAnswers>(own, $"answers of {RightsWorld.Customer}").Changing("audit_events") with { Case = "of their own customer" },
            Words<ShowAnswers>(all, "answers of Klant 2").Changing("audit_events") with { Case = "of another customer" },
            Button(ShowAnswers.Verb, own, w => [("which", w.Answers("c0"))]).Changing("audit_events") with { Case = "of their own customer" },
            Button(ShowAnswers.Verb, all, w => [("which", w.Answers("c2"))]).Changing("audit_events") with { Case = "of another customer" },
            Button(SendAnswers.Verb, Rights.From(StaffRole.Lead, Figures, "answers.none-yours", "answers.leads-only"), w => [("which", w.Answers("c0"))]).Changing("audit_events"),
        ];

        static (string, string) Of(Guid invitation) => ("invitation", $"{invitation:N}");
    }

    private static IEnumerable<RightsRow> Setup()
    {
        var admins = Rights.From(StaffRole.Admin, "setup.admins-only", "setup.admins-only");
        var leads = Rights.From(StaffRole.Lead, "places.leads-only", "places.leads-only");
        return
        [
            Words<Help>(Rights.Everybody, "help"),
            new(RightsWay.Page, nameof(Help), Rights.Everybody) { Wish = (_, _) => new("") },
            Button(CardForm.CancelVerb, Rights.Everybody, _ => []),
            Words<ConnectPlace>(admins, "connect here alerts,kpi,checklist en").Changing("audit_events", "conversations") with { IsInRoom = true },
            Words<DisconnectPlace>(admins, "disconnect").Changing("audit_events", "conversations") with { IsInRoom = true },
            Words<MapPlace>(leads, "this channel is Klant 1").Changing("audit_events", "conversations") with { IsInRoom = true },
            new(RightsWay.Words, nameof(LinkPerson), leads)
            {
                Changes = ["audit_events", "identities"],
                Words = "link @person to ADDRESS",
                Wish = (w, _) => new($"link @Sven to {RightsWorld.ContactAddress}") { Mention = w.StrangerOnTeams },
            },
            Say<SayAway>(Rights.From(StaffRole.Viewer, Figures), "away DAY DAY", (w, words) => words.Replace("DAY", w.Day(1), StringComparison.Ordinal)).Changing("absences", "audit_events"),
            Words<ShowJobs>(Rights.From(StaffRole.Admin, "jobs.admins-only", "jobs.admins-only"), "jobs"),
        ];
    }

    private static RightsRow Button(string verb, Rights rights, Func<RightsWorld, (string, string)[]> data) => Press(verb, rights, (w, _) => data(w));

    private static RightsRow Press(string verb, Rights rights, Func<RightsWorld, string, (string, string)[]> data) =>
        new(RightsWay.Button, verb, rights) { Wish = (w, who) => new("", data(w, who)) };

    private static RightsRow Refresh(string verb, Rights rights, Func<RightsWorld, (string, string)[]> data) =>
        new(RightsWay.Refresh, verb, rights) { Wish = (w, _) => new("", data(w)) };

    private static RightsRow Words<TCommand>(Rights rights, string words) => Say<TCommand>(rights, words, (_, said) => said);

    private static RightsRow Say<TCommand>(Rights rights, string words, Func<RightsWorld, string, string> filled) =>
        new(RightsWay.Words, typeof(TCommand).Name, rights) { Words = words, Wish = (w, _) => new(filled(w, words)) };
}
