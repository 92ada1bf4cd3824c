using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Tests.Lint;

/// <summary>The cards of checklists in each of the states that change what is on them. It is Thursday 22 October 2026.</summary>
internal static class SampleChecklists
{
    private static readonly DateTimeOffset Posted = new(2026, 10, 19, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 10, 22, 10, 0, 0, TimeSpan.Zero);

    /// <summary>By name, <c>template/state</c>.</summary>
    public static IEnumerable<KeyValuePair<string, Func<Texts, MessageContent>>> All(Cards cards, WorkCalendar calendar, IReadOnlyList<StaffMember> staff)
    {
        var card = new ChecklistCard(cards, calendar, new Fixed());
        var reminders = new ReminderCard(cards, calendar);
        return new Dictionary<string, Func<Texts, MessageContent>>(StringComparer.Ordinal)
        {
            ["checklist/fresh"] = texts => Show(_ => { }, texts),
            ["checklist/half-planned"] = texts => Show(items => Plan(items.Take(5)), texts),
            ["checklist/one-lacks"] = texts => Show(items => Plan(items.Where(i => i.Position != 6)), texts),
            ["checklist/half-done"] = texts => Show(
                items =>
                {
                    Plan(items);
                    items.Take(5).ToList().ForEach(i => i.Tick("Daan", Now));
                    items[1].Write("Looked at with **Leonie**", "Daan");
                    items[3].Find(null, isProven: false);
                },
                texts),
            ["checklist/contradicted"] = texts => Show(
                items =>
                {
                    foreach (var item in items.Where(i => WeeklySeven.IsAboutWhatExists(i.Check)))
                    {
                        item.Tick("Daan", Now);
                        item.Find(null, isProven: false);
                    }
                },
                texts),
            ["checklist/homework"] = texts => Show(items => items[0].Find(Found(), isProven: null), texts),
            ["checklist/overdue"] = texts => Show(items => { Plan(items); items[2].MoveTo(new DateOnly(2026, 10, 20)); }, texts, isLate: true, before: 2),
            ["checklist/complete"] = texts => Show(items => { Plan(items); items.ToList().ForEach(i => i.Tick("Daan", Now)); }, texts),
            ["checklist/closed"] = texts => Show(items => { }, texts, isClosed: true),
            ["checklist/own-longest"] = texts => Own(card, texts),
            ["checklist/own-third-month"] = texts => Month(card, texts),
            ["checklist/own-stopped"] = texts => Month(card, texts, isStopped: true),
            ["checklist-owner/asked"] = texts => new CheckForms(cards).AskOwner(Press(texts, item: 3), staff).Content,
            ["checklist-owner/from-a-reminder"] = texts => new CheckForms(cards).AskOwner(Press(texts, item: 3, isReminder: true), staff).Content,
            ["checklist-deadline/asked"] = texts => new CheckForms(cards).AskDeadline(Press(texts, item: null), new DateOnly(2026, 10, 22)).Content,
            ["checklist-deadline/wrong-day"] = texts => FormCard.Show(new CheckForms(cards).AskDeadline(Press(texts, item: 3, sent: "form"), new DateOnly(2026, 10, 22))),
            ["checklist-note/asked"] = texts => new CheckForms(cards).AskNote(Press(texts, item: 3)).Content,
            ["checklist-note/no-check"] = texts => FormCard.Show(new CheckForms(cards).AskNote(Press(texts, item: null, sent: "form"))),
            ["checklist-reminder/owner"] = texts => reminders.ForOwner(Late(), standsInFor: null, texts),
            ["checklist-reminder/stand-in"] = texts => reminders.ForOwner(Late(weeks: 2), "Bram Bakker", texts),
            ["checklist-reminder/lead"] = texts => reminders.ForLead(Late(isPutOff: true), "Leonie Smit", texts),
            ["checklist-reminder/own"] = texts => reminders.ForOwner(LateOwn(), standsInFor: null, texts),
            ["tasks/some"] = texts => cards.Show("tasks", texts, new { Title = texts.Count("tasks-yours", 2), Lines = new[] { new { Text = "1" }, new { Text = "2" } } }, "2"),
            ["tasks/none"] = texts => cards.Show("tasks", texts, new { Title = texts.Say("checklist.no-tasks"), Lines = Array.Empty<object>() }, "0"),
        };

        MessageContent Show(Action<IReadOnlyList<ChecklistItem>> then, Texts texts, bool isLate = false, int before = 0, bool isClosed = false)
        {
            var (plan, list) = Begin(isLate, before);
            then(list.Items);
            if (isClosed)
            {
                list.Close(Now);
            }

            return card.Show(plan, list, texts);
        }
    }

    private static (ChecklistPlan Plan, Checklist List) Begin(bool isLate = false, int before = 0)
    {
        var plan = ChecklistPlan.Of(ChecklistPlan.Weekly, null, ChecklistSchedule.Default, WeeklySeven.All.Select(check => ((string?)check, (string?)null)));
        Checklist? list = null;
        for (var week = before; week >= 0; week--)
        {
            list = Checklist.Begin(
                new Guid($"0198f1f2-0000-7000-8000-0000000000{week:00}"), plan, plan.Schedule.TurnOf(new DateOnly(2026, 10, 19).AddDays(-7 * week)), Posted.AddDays(-7 * week), isLate && week == 0, list);
        }

        return (plan, list!);
    }

    private static void Plan(IEnumerable<ChecklistItem> items)
    {
        foreach (var item in items)
        {
            item.Assign(new AlertOwner(7, "Anouk de Wit"));
            item.MoveTo(new DateOnly(2026, 10, 23));
        }
    }

    private static MessageContent Own(ChecklistCard card, Texts texts)
    {
        var words = new string('W', ChecklistItem.LongestWords);
        var schedule = new ChecklistSchedule(ChecklistCadence.Monthly, 1, null, new TimeOnly(9, 0));
        var plan = ChecklistPlan.Of("month-end", "Month end", schedule, Enumerable.Range(1, ChecklistPlan.MostChecks).Select(_ => ((string?)null, (string?)words)));
        var list = Checklist.Begin(new Guid("0198f1f2-0000-7000-8000-000000000099"), plan, schedule.TurnOf(new DateOnly(2026, 10, 1)), Posted, isLate: false, before: null);
        foreach (var item in list.Items)
        {
            item.Write(words, "Anouk de Wit");
        }

        return card.Show(plan, list, texts);
    }

    /// <summary>A list of one's own in its third month, with words that mean something in Markdown.</summary>
    private static (ChecklistPlan Plan, Checklist List) BeginOwn()
    {
        var schedule = new ChecklistSchedule(ChecklistCadence.Monthly, 20, null, new TimeOnly(9, 0));
        var plan = ChecklistPlan.Of(
            "month-end", "Month *end* [x](y)", schedule, [(null, "Renewals *Q4*"), (null, "<b>Forecast</b>"), (null, "Board")], id: 2);
        Checklist? list = null;
        for (var month = 8; month <= 10; month++)
        {
            list = Checklist.Begin(new Guid($"0198f1f2-0000-7000-8000-0000000001{month:00}"), plan, schedule.TurnOf(new DateOnly(2026, month, 1)), Posted, isLate: false, list);
        }

        Plan(list!.Items.Take(2));
        list.Items[1].Tick("Daan", Now);
        return (plan, list);
    }

    private static MessageContent Month(ChecklistCard card, Texts texts, bool isStopped = false)
    {
        var (plan, list) = BeginOwn();
        if (isStopped)
        {
            plan.Stop(Now);
            list.Close(Now);
        }

        return card.Show(plan, list, texts);
    }

    private static LateCheck LateOwn()
    {
        var (plan, list) = BeginOwn();
        list.Items[0].MoveTo(new DateOnly(2026, 10, 21));
        return new LateCheck(plan, list, list.Items[0], list.Items[0]);
    }

    private static CheckPress Press(Texts texts, int? item, string sent = "", bool isReminder = false)
    {
        var (plan, list) = Begin();
        var place = new ConversationRef { ChannelId = ChannelIds.Slack, ConversationId = "C1", Kind = ConversationKind.Channel };
        var person = new Person { ChannelId = ChannelIds.Slack, UserId = "U1" };
        var action = new CardAction("checklist.note", new Dictionary<string, string>(StringComparer.Ordinal) { [CheckAction.Form] = sent });
        var turn = new InboundTurn { DeliveryKey = "1", Kind = TurnKind.CardAction, Conversation = place, From = person, Action = action };
        var chosen = list.Items.FirstOrDefault(i => i.Position == item);
        return new CheckPress(
            new OpenChecklist(plan, list),
            chosen,
            isReminder ? new CheckAt(plan, list, chosen!) : null,
            action,
            new TurnContext(turn, new Actor(person, null, null), new Conversation { Key = place.Key, ChannelId = place.ChannelId, Reference = place }, texts));
    }

    private static LateCheck Late(int weeks = 0, bool isPutOff = false)
    {
        var (plan, list) = Begin(before: weeks);
        Plan(list.Items);
        if (isPutOff)
        {
            list.Items[2].Snooze(Now.AddDays(4));
        }

        return new LateCheck(plan, list, list.Items[2], list.Items[2]);
    }

    private static string Found() => new Homework(
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["en"] = ["September 2026: **5.1%**"], ["nl"] = ["september 2026: **5,1%**"] }, IsProven: null).LinesAsJson;

    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
