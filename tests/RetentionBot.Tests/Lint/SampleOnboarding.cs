using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Cadence;
using RetentionBot.Features.Onboarding;
using RetentionBot.Tests.Ingest;
using RetentionBot.Text;

namespace RetentionBot.Tests.Lint;

/// <summary>The cards of onboarding as the feature fills them.</summary>
internal static class SampleOnboarding
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Workspace Workspace = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");
    private static readonly TimeProvider Clock = new FixedClock { Now = Now };
    private static readonly Cards Templates = new(Path.Combine(AppContext.BaseDirectory, "cards"), Workspace.Zone);
    private static readonly OnboardingWords Words = new(OnboardingPlan.Default);
    private static readonly Customer Customer = new() { Id = 1, SourceKey = "c 1", Name = SampleCards.CustomerName };

    public static IReadOnlyDictionary<string, Func<Texts, MessageContent>> All { get; } = new Dictionary<string, Func<Texts, MessageContent>>(StringComparer.Ordinal)
    {
        ["onboarding/fresh"] = texts => List(texts, Today.AddDays(-1), _ => { }),
        ["onboarding/half-done"] = texts => List(texts, Today.AddDays(-10), tasks =>
        {
            tasks[0].Finish("Daan", Today);
            tasks[1].Finish("*Bram* Bakker", Today);
            tasks[4].Drop("Daan", Today);
        }),
        ["onboarding/complete"] = texts => List(texts, Today.AddDays(-20), tasks => tasks.ForEach(t => t.Finish("Daan", Today))),
        ["onboarding/nothing-needed"] = texts => List(texts, Today.AddDays(-20), tasks => tasks.ForEach(t => t.Drop("Daan", Today))),
        ["onboarding-ask/asked"] = texts => Ask(texts, _ => { }),
        ["onboarding-ask/instead"] = texts => Ask(texts, _ => { }, texts.Say("owners.instead", ("name", "Bram"))),
        ["onboarding-ask/no-owner"] = texts => Ask(texts, _ => { }, texts.Say("owners.no-owner")),
        ["onboarding-ask/helping"] = texts => Ask(texts, task => task.Help(Now)),
        ["onboarding-ask/snoozed"] = texts => Ask(texts, task => task.Snooze(Today.AddDays(3))),
        ["onboarding-ask/done"] = texts => Ask(texts, task => task.Finish("Daan", Today)),
        ["onboarding-ask/not-needed"] = texts => Ask(texts, task => task.Drop("Daan", Today)),
        ["onboarding-status/none"] = texts => Status(texts, 0),
        ["onboarding-status/one"] = texts => Status(texts, 1),
        ["onboarding-status/many"] = texts => Status(texts, 25),
        ["touchpoint/told"] = texts => Touchpoint(texts, _ => { }),
        ["touchpoint/instead"] = texts => Touchpoint(texts, _ => { }, notice: texts.Say("owners.instead", ("name", "Bram"))),
        ["touchpoint/put-off"] = texts => Touchpoint(texts, t => t.MoveTo(Today.AddDays(4)), why: SuppressReason.AnyKindRecently),
        ["touchpoint/put-off-for-nps"] = texts => Touchpoint(texts, t => t.MoveTo(Today.AddDays(4)), why: SuppressReason.KeptForNps),
        ["touchpoint/done"] = texts => Touchpoint(texts, t => t.Finish("Daan", null, Now)),
        ["touchpoint/skipped"] = texts => Touchpoint(texts, t => t.Skip("Daan", null, Now)),
        ["touchpoint/of-the-settings"] = texts => Touchpoint(texts, _ => { }, step: "42"),
        ["touchpoint-move/asked"] = texts => new MoveForm(Templates).Ask(Of(CadencePlan.Tips), Customer, Today, "", texts).Content,
        ["touchpoint-move/wrong-day"] = texts => FormCard.Show(new MoveForm(Templates).Ask(Of(CadencePlan.Tips), Customer, Today, "2020-01-01", texts)),
        ["touchpoint-list/none"] = texts => new TouchpointListCard(Templates).Show([], texts),
        ["touchpoint-list/many"] = texts => new TouchpointListCard(Templates).Show(
            [.. Enumerable.Range(0, 25).Select(i => (Of(CadencePlan.Default.Steps[i % 5].Key), Customer))], texts),
    };

    private static Touchpoint Of(string step) => new() { Id = 1, CustomerId = 1, Step = step, DueOn = Today };

    private static MessageContent Touchpoint(
        Texts texts, Action<Touchpoint> change, SuppressReason? why = null, string? notice = null, string step = "re-engage:0198f1f2000070008000000000000003")
    {
        var touchpoint = Of(step);
        touchpoint.Tell(Now);
        change(touchpoint);
        return new TouchpointCard(Templates).Show(touchpoint, Customer, texts, why, notice);
    }

    private static List<OnboardingTask> Tasks(DateOnly signedUpOn) =>
    [
        .. OnboardingPlan.Default.Tasks.Select((planned, i) => new OnboardingTask
        {
            Id = i + 1,
            CustomerId = 1,
            Task = planned.Key,
            Position = i + 1,
            DueOn = OnboardingPlan.DueOn(planned, signedUpOn),
        }),
    ];

    private static MessageContent List(Texts texts, DateOnly signedUpOn, Action<List<OnboardingTask>> change)
    {
        var tasks = Tasks(signedUpOn);
        change(tasks);
        return new OnboardingCard(Templates, Words, Workspace, Clock).Show(Customer, tasks, texts);
    }

    private static MessageContent Ask(Texts texts, Action<OnboardingTask> change, string? notice = null)
    {
        var task = Tasks(Today.AddDays(-10))[3];
        task.Ask(Now);
        change(task);
        return new OnboardingAskCard(Templates, Words, Workspace, Clock).Show(task, Customer, texts, notice);
    }

    private static MessageContent Status(Texts texts, int count)
    {
        var late = Tasks(Today.AddDays(-10)).GetRange(0, 3);
        var running = Enumerable.Range(0, count).Select(i => new RunningOnboarding($"{SampleCards.CustomerName} {i}", new OnboardingProgress(i % 5, 5), i % 2 == 0 ? late : [])).ToList();
        return new OnboardingStatusCard(Templates, Words).Show(running, count > 1 ? ("first-result", new OnboardingProgress(4, 10)) : null, texts);
    }
}
