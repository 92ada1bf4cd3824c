using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Surveys;
using RetentionBot.Domain.Tests.Kpis;

namespace RetentionBot.Domain.Tests.Surveys;

public sealed class FeedbackCaseTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SurveyKind.Nps, 0, true)]
    [InlineData(SurveyKind.Nps, 6, true)]
    [InlineData(SurveyKind.Nps, 7, false)]
    [InlineData(SurveyKind.Nps, 10, false)]
    [InlineData(SurveyKind.Csat, 1, true)]
    [InlineData(SurveyKind.Csat, 2, true)]
    [InlineData(SurveyKind.Csat, 3, false)]
    [InlineData(SurveyKind.Csat, 5, false)]
    public void Detractors_and_the_dissatisfied_open_a_case(SurveyKind kind, int score, bool opens)
    {
        FeedbackCase.IsOpenedBy(kind, score).ShouldBe(opens);
        if (!opens)
        {
            Should.Throw<ArgumentException>(() => Opened(kind, score));
        }
    }

    [Fact]
    public void It_begins_open_with_the_clock_of_forty_eight_hours()
    {
        var opened = Opened();

        (opened.Stage, opened.Score, opened.OwnerName, opened.Version).ShouldBe((FeedbackStage.Open, 3, "Sanne", 0));
        opened.DueAt.ShouldBe(At.AddDays(2));
        opened.IsLateAt(At.AddDays(2)).ShouldBeFalse();
        opened.IsLateAt(At.AddDays(2).AddTicks(1)).ShouldBeTrue();
    }

    [Fact]
    public void It_goes_through_its_stages_and_keeps_who_and_when()
    {
        var opened = Opened();
        opened.Contact("Sanne", At.AddHours(1)).ShouldBe(FeedbackOutcome.Done);
        opened.Act("Daan", "Put the export back", At.AddHours(2)).ShouldBe(FeedbackOutcome.Done);
        opened.Tell("Sanne", At.AddHours(3)).ShouldBe(FeedbackOutcome.Done);
        opened.Close("Eva", FeedbackReason.MissingFeature, At.AddHours(4)).ShouldBe(FeedbackOutcome.Done);

        (opened.Stage, opened.Reason, opened.Version).ShouldBe((FeedbackStage.Closed, FeedbackReason.MissingFeature, 4));
        (opened.ContactedBy, opened.ContactedAt, opened.ActionBy, opened.ActionAt, opened.ActionNote).ShouldBe(("Sanne", At.AddHours(1), "Daan", At.AddHours(2), "Put the export back"));
        (opened.ToldBy, opened.ToldAt, opened.ClosedBy, opened.ClosedAt).ShouldBe(("Sanne", At.AddHours(3), "Eva", At.AddHours(4)));
        opened.IsLateAt(At.AddDays(9)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void It_cannot_be_closed_before_the_customer_was_told(int stages)
    {
        var opened = Opened();
        Walk(opened, stages);

        opened.Close("Eva", FeedbackReason.Other, At.AddHours(4)).ShouldBe(FeedbackOutcome.TooEarly);
        (opened.Stage, opened.ClosedAt, opened.Reason, opened.Version).ShouldBe(((FeedbackStage)stages, null, null, stages));
    }

    [Fact]
    public void A_late_deed_changes_nothing_and_says_why()
    {
        var opened = Opened();
        Walk(opened, 3);

        opened.Contact("Eva", At.AddHours(9)).ShouldBe(FeedbackOutcome.AlreadyDone);
        opened.Act("Eva", "Nothing", At.AddHours(9)).ShouldBe(FeedbackOutcome.AlreadyDone);
        opened.Tell("Eva", At.AddHours(9)).ShouldBe(FeedbackOutcome.AlreadyDone);
        Walk(opened, 4);
        opened.Contact("Eva", At.AddHours(9)).ShouldBe(FeedbackOutcome.AlreadyClosed);
        opened.Close("Eva", FeedbackReason.Price, At.AddHours(9)).ShouldBe(FeedbackOutcome.AlreadyClosed);
        opened.Assign(new AlertOwner(2, "Daan")).ShouldBe(FeedbackOutcome.AlreadyClosed);
        opened.Escalate().ShouldBe(FeedbackOutcome.AlreadyClosed);

        (opened.ContactedBy, opened.ActionNote, opened.ToldBy, opened.Reason, opened.OwnerName, opened.Version).ShouldBe(("Sanne", "Did", "Sanne", FeedbackReason.Quality, "Sanne", 4));
    }

    [Fact]
    public void It_can_become_somebody_elses()
    {
        var opened = Opened();

        opened.Assign(new AlertOwner(1, "Sanne")).ShouldBe(FeedbackOutcome.Unchanged);
        opened.Assign(new AlertOwner(2, "Daan")).ShouldBe(FeedbackOutcome.Done);
        (opened.OwnerId, opened.OwnerName, opened.Version).ShouldBe((2, "Daan", 1));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_worse_answer_after_the_customer_was_told_begins_it_anew(int stages)
    {
        var opened = Opened();
        opened.Escalate();
        Walk(opened, stages);

        opened.Rescore(2, At.AddDays(5)).ShouldBe(FeedbackOutcome.Reopened);
        (opened.Stage, opened.Score, opened.OpenedAt, opened.DueAt, opened.Reopenings).ShouldBe((FeedbackStage.Open, 2, At.AddDays(5), At.AddDays(7), 1));
        (opened.ContactedAt, opened.ActionNote, opened.ToldAt, opened.ClosedAt, opened.Reason, opened.EscalationSteps).ShouldBe((null, null, null, null, null, 0));
        opened.IsLateAt(At.AddDays(6)).ShouldBeFalse();
        (opened.OwnerName, opened.Version).ShouldBe(("Sanne", stages + 2));
        Walk(opened, 4);
        opened.Stage.ShouldBe(FeedbackStage.Closed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_worse_answer_before_is_shown_and_the_clock_runs_on(int stages)
    {
        var opened = Opened();
        Walk(opened, stages);

        opened.Rescore(1, At.AddDays(1)).ShouldBe(FeedbackOutcome.Done);
        (opened.Stage, opened.Score, opened.OpenedAt, opened.Version).ShouldBe(((FeedbackStage)stages, 1, At, stages + 1));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    public void A_better_answer_closes_and_opens_nothing(int score)
    {
        var (open, closed) = (Opened(), Opened());
        Walk(closed, 4);

        open.Rescore(score, At.AddDays(1)).ShouldBe(FeedbackOutcome.Done);
        closed.Rescore(score, At.AddDays(1)).ShouldBe(FeedbackOutcome.Done);
        (open.Stage, open.Score, closed.Stage, closed.Score).ShouldBe((FeedbackStage.Open, score, FeedbackStage.Closed, score));
    }

    [Fact]
    public void Down_from_the_top_to_content_is_no_case_and_further_down_is()
    {
        var opened = Opened();
        Walk(opened, 4);
        opened.Rescore(10, At.AddDays(1));

        opened.Rescore(7, At.AddDays(2)).ShouldBe(FeedbackOutcome.Done);
        opened.Rescore(7, At.AddDays(2)).ShouldBe(FeedbackOutcome.Unchanged);
        opened.Rescore(6, At.AddDays(3)).ShouldBe(FeedbackOutcome.Reopened);
    }

    [Fact]
    public void A_score_off_the_scale_changes_nothing()
    {
        var opened = Opened(SurveyKind.Csat, 2);

        Should.Throw<ArgumentOutOfRangeException>(() => opened.Rescore(6, At));
        (opened.Score, opened.Version).ShouldBe((2, 0));
    }

    [Theory]
    [InlineData(61u)]
    [InlineData(2_645_751_311u)]
    public void Whatever_people_press_no_case_is_closed_untold_and_only_what_changes_counts(uint seed)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < 300; round++)
        {
            var opened = Opened();
            for (var i = 0; i < 40; i++)
            {
                var (before, version, at) = (opened.Stage, opened.Version, At.AddHours(i));
                var outcome = dice.Next(7) switch
                {
                    0 => opened.Contact("Sanne", at),
                    1 => opened.Act("Sanne", "Did", at),
                    2 => opened.Tell("Sanne", at),
                    3 => opened.Close("Sanne", FeedbackReason.Support, at),
                    4 => opened.Rescore(dice.Next(11), at),
                    5 => opened.Assign(new AlertOwner(dice.Next(3), "Daan")),
                    _ => opened.Escalate(),
                };
                var said = $"seed {seed}, round {round}, deed {i}";

                (opened.Version - version).ShouldBe(outcome is FeedbackOutcome.Done or FeedbackOutcome.Reopened ? 1 : 0, said);
                (outcome == FeedbackOutcome.Reopened ? opened.Stage == FeedbackStage.Open : opened.Stage - before is 0 or 1).ShouldBeTrue(said);

                // As many stages have their instant as it went through, from the first on.
                DateTimeOffset?[] reached = [opened.ContactedAt, opened.ActionAt, opened.ToldAt, opened.ClosedAt];
                reached.TakeWhile(r => r is not null).Count().ShouldBe((int)opened.Stage, said);
                reached.Count(r => r is not null).ShouldBe((int)opened.Stage, said);
                (opened.Reason is not null).ShouldBe(opened.Stage == FeedbackStage.Closed, said);
            }
        }
    }

    /// <summary>Takes it to a stage.</summary>
    private static void Walk(FeedbackCase opened, int stages)
    {
        Func<FeedbackOutcome>[] deeds =
        [
            () => opened.Contact("Sanne", At.AddHours(1)),
            () => opened.Act("Sanne", "Did", At.AddHours(2)),
            () => opened.Tell("Sanne", At.AddHours(3)),
            () => opened.Close("Sanne", FeedbackReason.Quality, At.AddHours(4)),
        ];
        foreach (var deed in deeds.Take(stages).Skip((int)opened.Stage))
        {
            deed().ShouldBe(FeedbackOutcome.Done);
        }
    }

    private static FeedbackCase Opened(SurveyKind kind = SurveyKind.Nps, int score = 3)
    {
        var invitation = new SurveyInvitation { Id = Guid.NewGuid(), Kind = kind, Round = "2026-Q4", ContactId = 7, InvitedAt = At.AddHours(-1) };
        invitation.Answer(score, comment: null, At);
        return FeedbackCase.Open(Guid.NewGuid(), invitation, customerId: 4, At, new AlertOwner(1, "Sanne"));
    }
}
