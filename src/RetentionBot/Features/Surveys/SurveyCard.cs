using System.Text.Json.Nodes;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Features.Surveys;

/// <summary>Whom a question is put to by name in a place where others read along.</summary>
/// <param name="AccountId">Their account on the place's channel, so that they are called; null to name them only.</param>
internal sealed record Addressee(string Name, string? AccountId);

/// <summary>
/// A survey's question, and the thanks that take its place. It says who will see the answer. In the person's own conversation the thanks are by what was answered;
/// where others read along nothing of the answer shows.
/// </summary>
internal sealed class SurveyCard(Cards cards, SurveyTexts texts)
{
    /// <summary>The name under which messages that show an invitation are remembered.</summary>
    public static string SubjectOf(SurveyInvitation invitation) => $"survey:{invitation.Id:N}";

    /// <param name="invitation">The invitation.</param>
    /// <param name="language">The language of the one who is asked.</param>
    /// <param name="inFrontOf">Null in the person's own conversation; else who is meant among those who read it.</param>
    public MessageContent Show(SurveyInvitation invitation, Texts language, Addressee? inFrontOf = null)
    {
        var words = texts.In(language);
        return invitation.AnsweredAt is null ? Ask(invitation, words, inFrontOf) : Thank(invitation, words, inFrontOf);
    }

    /// <summary>What takes the question's place once the person said stop; in front of others only that it is over.</summary>
    public MessageContent Stopped(Texts language, bool isInFrontOfOthers)
    {
        var words = texts.In(language);
        var text = words.Say(isInFrontOfOthers ? "survey.say.over" : "survey.say.stopped");
        return cards.Show("note", language, new { text }, text);
    }

    /// <summary>The form in which an answer is commented on or changed: only the one who answered sees it.</summary>
    public CardForm Edit(SurveyInvitation invitation, Texts language)
    {
        var words = texts.In(language);
        var question = QuestionOf(invitation.Kind, words);
        var data = new
        {
            Id = invitation.Id.ToString("N"),
            Question = question,
            About = About(invitation, words),
            Thanks = invitation.Score is { } given ? ThanksFor(invitation.Kind, given, words) : null,
            Scale = words.Say($"survey.{KeyOf(invitation.Kind)}.scale"),
            Choose = ChooseIn(invitation.Kind, words),
            Follow = invitation.Score is { } score ? FollowUpOn(invitation.Kind, score, words) : words.Say($"survey.{KeyOf(invitation.Kind)}.comment"),
            Scores = Scores(invitation.Kind),
            WhoSees = words.Say("survey.say.who-sees"),
            Send = words.Say("survey.say.send"),
        };
        var values = new Dictionary<string, string>();
        if (invitation.Score is { } old)
        {
            values[AnswerSurvey.Score] = language.Format.Number(old);
        }

        if (invitation.Comment is { } comment)
        {
            values[AnswerSurvey.Comment] = comment;
        }

        return new CardForm(words.Say("survey.say.form"), cards.Show("survey-form", language, data, question)) { Values = values };
    }

    /// <summary>What is said where no score, or none of the scale, was given.</summary>
    public static string ChooseIn(SurveyKind kind, SurveyWords words) => words.Say($"survey.{KeyOf(kind)}.choose");

    private MessageContent Ask(SurveyInvitation invitation, SurveyWords words, Addressee? inFrontOf)
    {
        var question = QuestionOf(invitation.Kind, words);
        var mention = inFrontOf is null ? null : inFrontOf.AccountId is null ? CardText.Escape(inFrontOf.Name) : $"<at>{InMention(inFrontOf.Name)}</at>";
        var data = new
        {
            Id = invitation.Id.ToString("N"),
            Addressed = mention is null ? null : words.Say("survey.say.for", ("name", mention)),
            Question = question,
            About = About(invitation, words),
            Test = TestIn(invitation, words),
            Scale = words.Say($"survey.{KeyOf(invitation.Kind)}.scale"),
            Choose = ChooseIn(invitation.Kind, words),
            Comment = words.Say($"survey.{KeyOf(invitation.Kind)}.comment"),
            Scores = Scores(invitation.Kind),
            WhoSees = WhoSees(words, inFrontOf),
            Send = words.Say("survey.say.send"),
            Stop = words.Say("survey.say.stop"),
        };
        var content = cards.Show("survey", words.Texts, data, question);
        if (mention is not null && inFrontOf!.AccountId is { } account)
        {
            content.Card!["msteams"] = Mention(mention, account, inFrontOf.Name);
        }

        return content;
    }

    private MessageContent Thank(SurveyInvitation invitation, SurveyWords words, Addressee? inFrontOf)
    {
        var score = invitation.Score!.Value;
        var data = new
        {
            Id = invitation.Id.ToString("N"),
            Title = words.Say("survey.say.thanks"),
            Thanks = inFrontOf is null
                ? ThanksFor(invitation.Kind, score, words)
                : words.Say("survey.say.is-in", ("name", CardText.Escape(inFrontOf.Name))),
            Follow = inFrontOf is null && invitation.Comment is null ? FollowUpOn(invitation.Kind, score, words) : null,
            Commented = inFrontOf is null && invitation.Comment is not null ? words.Say("survey.say.commented") : null,
            Test = TestIn(invitation, words),
            WhoSees = WhoSees(words, inFrontOf),
            Edit = words.Say("survey.say.edit"),
        };
        return cards.Show("survey-thanks", words.Texts, data, data.Thanks);
    }

    public static string QuestionOf(SurveyKind kind, SurveyWords words) => words.Say($"survey.{KeyOf(kind)}.question");

    public static string ThanksFor(SurveyKind kind, int score, SurveyWords words) => kind == SurveyKind.Nps
        ? words.Say($"survey.nps.thanks.{KeyOf(Nps.Classify(score))}")
        : words.Say($"survey.csat.thanks.{KeyOf(Csat.Classify(score))}");

    public static string FollowUpOn(SurveyKind kind, int score, SurveyWords words) => kind == SurveyKind.Nps
        ? words.Say($"survey.nps.follow.{KeyOf(Nps.Classify(score))}")
        : words.Say($"survey.csat.follow.{KeyOf(Csat.Classify(score))}");

    private static string WhoSees(SurveyWords words, Addressee? inFrontOf) => inFrontOf is null
        ? words.Say("survey.say.who-sees")
        : $"{words.Say("survey.say.who-sees")} {words.Say("survey.say.who-sees-here")}";

    /// <summary>The support case a question is about; null when it is about none.</summary>
    private static string? About(SurveyInvitation invitation, SurveyWords words) =>
        SurveyQuestion.CaseIn(invitation.Round) is { } key ? words.Say("survey.say.about", ("case", CardText.Escape(key))) : null;

    private static string? TestIn(SurveyInvitation invitation, SurveyWords words) => invitation.IsTest ? words.Say("survey.say.test") : null;

    public static IEnumerable<int> Scores(SurveyKind kind)
    {
        var (from, to) = SurveyScale.Of(kind);
        return Enumerable.Range(from, to - from + 1);
    }

    /// <summary>Says who is meant by the words, so that the channel calls them.</summary>
    private static JsonObject Mention(string words, string account, string name) => new()
    {
        ["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = words,
            ["mentioned"] = new JsonObject { ["id"] = account, ["name"] = name },
        }),
    };

    /// <summary>A mention is marked by such signs, so a name within one has none; and it is XML.</summary>
    private static string InMention(string name) =>
        CardText.Escape(name.Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal)).Replace("&", "&amp;", StringComparison.Ordinal);

    private static string KeyOf(Enum value) => value.ToString().ToLowerInvariant();
}
