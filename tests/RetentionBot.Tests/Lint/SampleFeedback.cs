using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Feedback;
using RetentionBot.Text;

namespace RetentionBot.Tests.Lint;

/// <summary>The cards about unhappy answers, in each of their states.</summary>
internal static class SampleFeedback
{
    public static IEnumerable<KeyValuePair<string, Func<Texts, MessageContent>>> All(Cards templates, Workspace workspace, TimeProvider clock, StaffMember[] staff)
    {
        var (card, forms, now) = (new FeedbackCard(templates, workspace, clock), new FeedbackForms(templates), clock.GetUtcNow());
        var list = new FeedbackListCard(templates, card);
        yield return new("feedback/open", texts => card.Show(Sample(now, 0), texts));
        yield return new("feedback/told-to-the-owner", texts => card.Show(Sample(now, 0), texts, texts.Say("feedback.why.opened")));
        yield return new("feedback/late", texts => card.Show(Sample(now.AddHours(-51), 0), texts));
        yield return new("feedback/contacted", texts => card.Show(Sample(now, 1), texts));
        yield return new("feedback/contacted-late", texts => card.Show(Sample(now.AddHours(-51), 1), texts));
        yield return new("feedback/acted", texts => card.Show(Sample(now, 2), texts));
        yield return new("feedback/told", texts => card.Show(Sample(now, 3), texts));
        yield return new("feedback/told-late", texts => card.Show(Sample(now.AddHours(-51), 3, at: now), texts));
        yield return new("feedback/closed", texts => card.Show(Sample(now, 4), texts));
        yield return new("feedback/csat-of-nobody", texts => card.Show(Sample(now, 0, SurveyKind.Csat, comment: null, owner: null), texts));
        yield return new("feedback/long-comment", texts => card.Show(Sample(now, 0, comment: new string('*', 999) + "😀 and more"), texts));
        yield return new("note/feedback-handed-over", texts => card.Gone(Sample(now, 0).Case, texts));
        yield return new("feedback-list/page", texts => list.Show([.. Enumerable.Range(0, 5).Select(i => Sample(now, i % 4))], 12, 0, texts));
        yield return new("feedback-list/one", texts => list.Show([Sample(now, 0, owner: null)], 1, 0, texts));
        yield return new("feedback-list/none", texts => list.Show([], 0, 0, texts));
        yield return new("feedback-act/asked", texts => forms.AskWhatWasDone(Sample(now, 1), texts).Content);
        yield return new("feedback-close/asked", texts => forms.AskReason(Sample(now, 3), texts).Content);
        yield return new("feedback-assign/asked", texts => forms.AskOwner(Sample(now, 0), staff, staff[0], texts).Content);
    }

    /// <param name="openedAt">When it began.</param>
    /// <param name="steps">How many of the four steps were taken.</param>
    /// <param name="at">When they were.</param>
    private static FeedbackFacts Sample(
        DateTimeOffset openedAt, int steps, SurveyKind kind = SurveyKind.Nps, string? comment = "It **broke** twice", string? owner = "Bram Bakker", DateTimeOffset? at = null)
    {
        var invitation = new SurveyInvitation { Id = new Guid("0198f1f2-0000-7000-8000-000000000001"), Kind = kind, Round = "2026-Q4", ContactId = 3, InvitedAt = openedAt };
        invitation.Answer(2, comment, openedAt);
        var feedback = FeedbackCase.Open(new Guid("0198f1f2-0000-7000-8000-000000000002"), invitation, 1, openedAt, owner is null ? null : new AlertOwner(6, owner));
        Action[] all =
        [
            () => feedback.Contact("Bram Bakker", at ?? openedAt),
            () => feedback.Act("Bram Bakker", "Called them, all fine", at ?? openedAt),
            () => feedback.Tell("Bram Bakker", at ?? openedAt),
            () => feedback.Close("Bram Bakker", FeedbackReason.MissingFeature, at ?? openedAt),
        ];
        all.Take(steps).ToList().ForEach(step => step());
        return new FeedbackFacts(
            feedback,
            new Customer { Id = 1, SourceKey = "c1", Name = SampleCards.CustomerName },
            new Contact { Id = 3, SourceKey = "p1", CustomerId = 1, Name = "Lotte *Jansen*" },
            comment);
    }
}
