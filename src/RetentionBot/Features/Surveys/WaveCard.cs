using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>How many people a wave means to ask, and how many it cannot, by reason.</summary>
internal sealed record WavePreview(int Asked, IReadOnlyDictionary<SuppressReason, int> Left)
{
    public static WavePreview Of(IReadOnlyCollection<IntendedContact> people) => new(
        people.Count(p => p.Reason is null),
        people.Where(p => p.Reason is not null).GroupBy(p => p.Reason!.Value).ToDictionary(g => g.Key, g => g.Count()));
}

/// <summary>A wave before and while it goes out: whom it asks, how fast, and why it does not ask the others.</summary>
internal sealed class WaveCard(Cards cards, WorkCalendar calendar, TimeProvider clock)
{
    public MessageContent Show(SurveyWave wave, WavePreview preview, Texts texts)
    {
        var title = texts.Say("wave.title", ("kind", OutreachKinds.Of(wave.Kind).ToUpperInvariant()), ("round", CardText.Escape(wave.Round)));
        var data = new
        {
            Id = wave.Id.ToString(CultureInfo.InvariantCulture),
            texts.Language,
            Title = title,
            State = texts.Say($"wave.state.{State(wave.State)}", ("by", CardText.Escape(wave.ApprovedBy ?? ""))),
            Facts = Facts(wave, preview, texts),
            IsDraft = wave.State == WaveState.Draft,
            Approve = texts.Say("wave.approve"),
            Drop = texts.Say("wave.drop"),
        };
        return cards.Show("survey-wave", texts, data, title);
    }

    private List<object> Facts(SurveyWave wave, WavePreview preview, Texts texts)
    {
        var facts = new List<object>();
        void Add(string key, string value) => facts.Add(new { Title = texts.Say(key), Value = value });
        Add("wave.audience", CardText.Escape(string.Join(", ", new[] { wave.Segment, wave.Plan }.OfType<string>()) is { Length: > 0 } filter ? filter : texts.Say("wave.everybody")));
        Add("wave.asked", texts.Format.Number(preview.Asked));
        if (preview.Asked > 0)
        {
            var from = calendar.Workspace.LocalDate(calendar.AtWorkFrom(clock.GetUtcNow(), zone: null));
            var last = WavePlan.Spread(Enumerable.Range(0, preview.Asked).Select(i => new WaveMember(i, null)), from, wave.PerDay, calendar.Hours, calendar.Workspace)[^1].On;
            var days = wave.PerDay is { } perDay ? (preview.Asked + perDay - 1) / perDay : 1;
            Add("wave.days", texts.Say("wave.days-of", ("days", days), ("last", texts.Format.Date(last))));
        }

        foreach (var (reason, count) in preview.Left.OrderBy(l => l.Key))
        {
            Add("wave.not-asked", $"{texts.Format.Number(count)} · {texts.Say($"wave.reason.{ReasonKey(reason)}")}");
        }

        if (wave.IsTest)
        {
            Add("wave.test", texts.Say("wave.test-means"));
        }

        return facts;
    }

    /// <summary>The name of a reason in the texts.</summary>
    public static string ReasonKey(SuppressReason reason) => reason switch
    {
        SuppressReason.OptedOut => "opted-out",
        SuppressReason.Unreachable => "unreachable",
        SuppressReason.SameKindRecently => "same-kind",
        SuppressReason.AnyKindRecently => "any-kind",
        SuppressReason.KeptForNps => "kept-for-nps",
        SuppressReason.NoSurveyLabel => "no-survey-label",
        SuppressReason.NoConsent => "no-consent",
        SuppressReason.AlreadyAsked => "already-asked",
        SuppressReason.Closed => "closed",
        _ => "gone",
    };

    private static string State(WaveState state) => state switch
    {
        WaveState.Draft => "draft",
        WaveState.Approved or WaveState.Running => "running",
        _ => "closed",
    };
}
