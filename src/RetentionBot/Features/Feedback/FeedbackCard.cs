using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Features.Feedback;

/// <summary>A case with those it is about.</summary>
/// <param name="Comment">In the customer's own words; null when there is none.</param>
internal sealed record FeedbackFacts(FeedbackCase Case, Customer Customer, Contact Contact, string? Comment);

/// <summary>Shows a case as it stands: who answered what, by when they must have heard, how far it is, and the one step that is next.</summary>
internal sealed class FeedbackCard(Cards cards, Workspace workspace, TimeProvider clock)
{
    /// <summary>What the subject of every case begins with, and nothing else's.</summary>
    public const string SubjectBeginning = "feedback:";

    /// <summary>Signs of the comment that a card shows.</summary>
    private const int MostOfComment = 1000;

    /// <summary>The name under which messages that show a case are remembered.</summary>
    public static string SubjectOf(FeedbackCase feedback) => $"{SubjectBeginning}{feedback.Id:N}";

    /// <summary>The case that a subject names; null when it names something else.</summary>
    public static Guid? IdOf(string subject) =>
        subject.StartsWith(SubjectBeginning, StringComparison.Ordinal) && Guid.TryParseExact(subject[SubjectBeginning.Length..], "N", out var id) ? id : null;

    /// <summary>What a case was about, in words.</summary>
    public static string ReasonIn(FeedbackReason reason, Texts texts) => texts.Say($"feedback.reason.{reason.ToString().ToLowerInvariant()}");

    /// <param name="notice">Why this very person is shown it; null where it only stands there.</param>
    public MessageContent Show(FeedbackFacts facts, Texts texts, string? notice = null)
    {
        var feedback = facts.Case;
        var id = feedback.Id.ToString("N");
        var title = texts.Say("feedback.title", ("customer", CardText.Escape(facts.Customer.Name)));
        var data = new
        {
            Id = id,
            Notice = notice,
            Title = title,
            Stage = StageIn(feedback, texts),
            Clock = ClockIn(feedback, texts),
            Comment = Cut(facts.Comment) is { } comment ? CardText.Escape(comment) : null,
            Facts = Facts(facts, texts).Select(f => new { f.Title, f.Value }),
            Buttons = Buttons(feedback, texts).Select(b => new { Id = id, b.Title, b.Verb, b.Style }),
            Style = feedback.Stage switch
            {
                FeedbackStage.Told or FeedbackStage.Closed => "good",
                FeedbackStage.Open => "attention",
                _ => feedback.IsLateAt(clock.GetUtcNow()) ? "attention" : "warning",
            },
        };
        return cards.Show("feedback", texts, data, notice is null ? title : $"{title}. {notice}");
    }

    /// <summary>What stays in a chat whose person has nothing to do with the case any more: nothing of what was answered.</summary>
    public MessageContent Gone(FeedbackCase feedback, Texts texts)
    {
        var sentence = feedback.OwnerName is { } owner ? texts.Say("feedback.handed-over", ("name", CardText.Escape(owner))) : texts.Say("feedback.not-yours");
        return cards.Show("note", texts, new { text = sentence }, sentence);
    }

    /// <summary>A case in one line.</summary>
    public string Line(FeedbackFacts facts, Texts texts) => texts.Say(
        "feedback.line",
        ("customer", CardText.Escape(facts.Customer.Name)),
        ("name", CardText.Escape(facts.Contact.Name)),
        ("score", ScoreIn(facts.Case, texts)),
        ("stage", StageIn(facts.Case, texts)),
        ("clock", ClockIn(facts.Case, texts)),
        ("owner", OwnerIn(facts.Case, texts)));

    private static string ScoreIn(FeedbackCase feedback, Texts texts) => texts.Say(
        feedback.Kind == SurveyKind.Nps ? "feedback.score-nps" : "feedback.score-csat", ("score", texts.Format.Number(feedback.Score)));

    private static string OwnerIn(FeedbackCase feedback, Texts texts) => feedback.OwnerName is { } owner ? CardText.Escape(owner) : texts.Say("feedback.no-owner");

    private static string StageIn(FeedbackCase feedback, Texts texts) => texts.Say($"feedback.stage.{feedback.Stage.ToString().ToLowerInvariant()}");

    /// <summary>A card is read later than it is written, so what is left is said as of then.</summary>
    private string ClockIn(FeedbackCase feedback, Texts texts)
    {
        var (now, due) = (clock.GetUtcNow(), Moment(feedback.DueAt, texts));
        var hours = texts.Count("hours", (long)Math.Floor(((feedback.ToldAt ?? now) - feedback.DueAt).Duration().TotalHours));
        return feedback.ToldAt is not null
            ? feedback.IsLateAt(now) ? texts.Say("feedback.told-late", ("hours", hours)) : texts.Say("feedback.told-in-time")
            : texts.Say(feedback.IsLateAt(now) ? "feedback.late" : "feedback.due", ("due", due), ("hours", hours), ("now", Moment(now, texts)));
    }

    private IEnumerable<(string Title, string Value)> Facts(FeedbackFacts facts, Texts texts)
    {
        var feedback = facts.Case;
        yield return (texts.Say("feedback.who"), CardText.Escape(facts.Contact.Name));
        yield return (texts.Say("feedback.score"), ScoreIn(feedback, texts));
        yield return (texts.Say("feedback.owner"), OwnerIn(feedback, texts));
        if (feedback is { ContactedAt: { } contacted })
        {
            yield return (texts.Say("feedback.contacted"), By(feedback.ContactedBy, contacted));
        }

        if (feedback is { ActionAt: { } acted })
        {
            yield return (texts.Say("feedback.done"), CardText.Escape(feedback.ActionNote));
            yield return (texts.Say("feedback.done-by"), By(feedback.ActionBy, acted));
        }

        if (feedback is { ToldAt: { } told })
        {
            yield return (texts.Say("feedback.told"), By(feedback.ToldBy, told));
        }

        if (feedback is { ClosedAt: { } closed, Reason: { } reason })
        {
            yield return (texts.Say("feedback.closed"), By(feedback.ClosedBy, closed));
            yield return (texts.Say("feedback.about"), ReasonIn(reason, texts));
        }

        string By(string? name, DateTimeOffset at) => $"{CardText.Escape(name)}, {Moment(at, texts)}";
    }

    private static (string Title, string Verb, string Style)[] Buttons(FeedbackCase feedback, Texts texts)
    {
        (string, string, string) Next(string key, string verb) => (texts.Say($"feedback.press.{key}"), verb, "positive");
        (string, string, string) assign = (texts.Say(feedback.OwnerId is null ? "feedback.press.assign" : "feedback.press.hand-over"), AssignFeedback.Verb, "default");
        return feedback.Stage switch
        {
            FeedbackStage.Open => [Next("contacted", MarkContacted.Verb), assign],
            FeedbackStage.Contacted => [Next("act", AskWhatWasDone.Verb), assign],
            FeedbackStage.Action => [Next("told", MarkTold.Verb), assign],
            FeedbackStage.Told => [Next("close", AskReason.Verb), assign],
            _ => [],
        };
    }

    /// <summary>No half of a sign is left at the end.</summary>
    private static string? Cut(string? comment) => string.IsNullOrWhiteSpace(comment) ? null
        : comment.Length <= MostOfComment ? comment
        : $"{comment[..(char.IsHighSurrogate(comment[MostOfComment - 1]) ? MostOfComment - 1 : MostOfComment)]}…";

    private string Moment(DateTimeOffset at, Texts texts) => texts.Format.Moment(at, workspace.Zone);
}
