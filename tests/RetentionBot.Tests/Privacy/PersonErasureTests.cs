using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Privacy;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Features;

namespace RetentionBot.Tests.Privacy;

public sealed class PersonErasureTests
{
    private static readonly string[] Telling =
    [
        PrivacyHost.Key, PrivacyHost.Name, "van den Heuvel", PrivacyHost.Mail, PrivacyHost.Mail.ToUpperInvariant(), PrivacyHost.Comment, PrivacyHost.Note, "Was eerst minder",
        "Wanneer komt mijn monteur", "Ik wil weg", "mijn vraag", "sign-up form",
    ];

    [Fact]
    public async Task Nothing_that_tells_who_they_were_is_left_in_the_files()
    {
        await using var host = await PrivacyHost.StartAsync();
        var id = await host.PersonAsync();
        var before = host.Bytes();
        Telling.Where(t => !before.Contains(t, StringComparison.Ordinal)).ShouldBeEmpty();

        await host.EraseAsync(id);
        (await host.CompactAsync()).ShouldBeTrue();

        var after = host.Bytes();
        Telling.Where(t => after.Contains(t, StringComparison.Ordinal)).ShouldBeEmpty();

        // What others said of others is as it was.
        after.ShouldContain("Prima hulp gehad van iedereen");
        after.ShouldContain("Zoë is er niet");
        after.ShouldContain("for somebody else");
    }

    [Fact]
    public async Task What_the_figures_need_stays_and_is_nobodys()
    {
        await using var host = await PrivacyHost.StartAsync();
        var id = await host.PersonAsync();

        await host.EraseAsync(id);

        var contact = (await host.AllAsync<Contact>()).ShouldHaveSingleItem();
        (contact.Name, contact.Email, contact.Language, contact.HasConsented, contact.RetiredAt).ShouldBe(("Erased person", null, null, null, host.Now));
        contact.SourceKey.ShouldStartWith("erased:");
        var answers = (await host.AllAsync<SurveyResponse>()).OrderBy(r => r.Id).ToList();
        answers.Select(r => (r.Score, r.ContactId)).ShouldBe([(3, null), (9, null), (8, null), (6, null)]);
        answers[1].Respondent.ShouldBe(answers[2].Respondent, "one person's two answers of a round count once, as before");
        answers.Select(r => r.Respondent).Distinct().Count().ShouldBe(3);
        answers[3].Respondent.ShouldBe("somebody else");
        (await host.AllAsync<SurveyInvitation>()).ShouldAllBe(i => i.TokenHash == null && i.Comment == null && i.ClosesAt <= host.Now);
        (await host.AllAsync<Outreach>()).Select(o => (o.State, o.Reason)).Order()
            .ShouldBe([(OutreachState.Sent, null), (OutreachState.Suppressed, SuppressReason.Gone)]);
        var stop = (await host.AllAsync<OptOut>()).ShouldHaveSingleItem();
        (stop.ContactId, stop.AddressHash).ShouldBe((null, OptOut.HashOf(PrivacyHost.Mail)));
        (await host.AllAsync<SupportCase>()).ShouldHaveSingleItem().ContactId.ShouldBeNull();
        (await host.AllAsync<Identity>()).ShouldBeEmpty();
        (await host.AllAsync<FeedbackCase>()).ShouldBeEmpty();
        (await host.AllAsync<ReferralSuggestion>()).ShouldBeEmpty();
        (await host.AllAsync<DueTimer>()).ShouldBeEmpty();
        (await host.AllAsync<QuestionContext>()).ShouldBeEmpty();
        (await host.AllAsync<HandedQuestion>()).ShouldHaveSingleItem().Question.ShouldBe("Wat vond [erased] van ons, zie [erased]?");
        (await host.AllAsync<AuditEvent>()).Select(a => (a.Deed, a.By, a.Note)).ShouldBe(
            [("survey.opt-out", "erased", null), ("person.link", "slack|T1|UBRAM", null), ("person.erase", "cli", null)]);
        (await host.AllAsync<ErasedPerson>()).Select(e => e.KeyHash).ShouldContain(ErasedPerson.HashOf(PrivacyHost.Key));
        (await host.AllAsync<DataVersion>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_stands_in_the_channels_is_to_be_rewritten_and_what_waits_is_not_sent()
    {
        await using var host = await PrivacyHost.StartAsync();
        var id = await host.PersonAsync();

        await host.EraseAsync(id);

        var rows = (await host.AllAsync<OutboxMessage>()).OrderBy(m => m.Id).ToList();
        var updates = rows.Where(m => m.Kind == SendKind.Update).Select(m => (m.ConversationKey, m.Text, m.TargetMessageId)).ToList();
        const string English = "This was removed at the person's request.";
        const string Dutch = "Dit is op verzoek van de persoon verwijderd.";
        updates.ShouldBe(
            [
                ("slack|T1|D77", Dutch, null), ("directline||webchat-zoe", Dutch, null), ("msteams|M1|19:shared", English, null), ("msteams|M1|19:shared", English, null),
                ("msteams|M1|19:shared", "Acme: [erased] ([erased]) kreeg niets.", "t9"),
            ],
            ignoreOrder: true);
        rows.Where(m => m.Kind == SendKind.Post).Select(m => (m.State, m.Text)).ShouldBe(
            [(OutboxState.Dropped, ""), (OutboxState.Sending, ""), (OutboxState.Sent, "Acme: [erased] ([erased]) kreeg niets."), (OutboxState.Sent, "Zoë is er niet")]);
        (await host.AllAsync<DirectLineActivity>()).ShouldHaveSingleItem().Json.ShouldBe("""{"id":"w1","text":""}""");
        (await host.AllAsync<InboundDelivery>()).Select(d => (d.Key, d.State, d.Payload, d.Answer)).ShouldBe(
            [("d1", DeliveryState.Failed, null, null), ("d2", DeliveryState.Done, null, null), ("d3", DeliveryState.Done, null, """{"text":"for somebody else"}""")]);
        (await host.AllAsync<Conversation>()).ShouldHaveSingleItem().ChannelId.ShouldBe(ChannelIds.Teams);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_does_nothing()
    {
        await using var host = await PrivacyHost.StartAsync();
        var id = await host.PersonAsync();

        var said = await host.EraseAsync(id, isMeant: false);

        (await host.AllAsync<Contact>()).ShouldHaveSingleItem().Name.ShouldBe(PrivacyHost.Name);
        (await host.AllAsync<OutboxMessage>()).Count.ShouldBe(5);
        (await host.AllAsync<ErasedPerson>()).ShouldBeEmpty();
        var done = await host.EraseAsync(id);
        said.Lines.ShouldBe(done.Lines);
        said.Lines.ShouldContain(("survey_responses", "person and comment removed", 3));
        said.Lines.ShouldContain(("identities", "deleted", 3));
    }

    [Fact]
    public async Task Broken_off_in_the_middle_it_has_changed_nothing()
    {
        var hook = new SaveHook();
        await using var host = await PrivacyHost.StartAsync(hook);
        var id = await host.PersonAsync();
        hook.Before(db => db.ChangeTracker.Entries<ErasedPerson>().Any(), () => throw new InvalidOperationException("the power is cut"));

        await Should.ThrowAsync<InvalidOperationException>(() => host.EraseAsync(id));

        (await host.AllAsync<Contact>()).ShouldHaveSingleItem().Name.ShouldBe(PrivacyHost.Name);
        (await host.AllAsync<Identity>()).Count.ShouldBe(3);
        (await host.AllAsync<SurveyInvitation>()).ShouldContain(i => i.Comment == PrivacyHost.Comment);
        (await host.AllAsync<OutboxMessage>()).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_colleague_of_the_same_name_keeps_it()
    {
        await using var host = await PrivacyHost.StartAsync();
        var id = await host.PersonAsync();
        await host.WithAsync<RetentionDb, int>(db =>
        {
            db.Staff.Add(new StaffMember { SourceKey = "zoe.colleague@example.com", Name = PrivacyHost.Name, Role = StaffRole.Member });
            return db.SaveChangesAsync();
        });

        await host.EraseAsync(id);

        (await host.AllAsync<HandedQuestion>()).ShouldHaveSingleItem().Question.ShouldBe($"Wat vond {PrivacyHost.Name} van ons, zie [erased]?");
    }

    [Fact]
    public async Task The_export_holds_each_piece()
    {
        await using var host = await PrivacyHost.StartAsync();
        var id = await host.PersonAsync();

        var text = await host.WithAsync<PersonExport, string>(export => export.WriteAsync(id, CancellationToken.None));

        Telling.Except([PrivacyHost.Mail.ToUpperInvariant(), "van den Heuvel"]).Where(t => !text.Contains(t, StringComparison.Ordinal)).ShouldBeEmpty();
        var json = JsonNode.Parse(text)!;
        var person = json["person"]!;
        ((string?)person["name"], (string?)person["email"], (string?)person["customer"]!["name"]).ShouldBe((PrivacyHost.Name, PrivacyHost.Mail, "Acme"));
        ((bool?)person["consent"]!["given"], (string?)person["consent"]!["source"], (string?)person["consent"]!["on"]).ShouldBe((true, "sign-up form", "2026-01-05"));
        json["accounts"]!.AsArray().Count.ShouldBe(3);
        var surveys = json["surveys"]!;
        Count(surveys, "invitations", "answers", "contacts", "optOuts", "feedbackCases", "supportCases").ShouldBe([3, 3, 2, 1, 1, 1]);
        surveys["referralSuggestedAt"].ShouldNotBeNull();
        Count(json["messages"]!, "sent", "posted", "received", "webChat").ShouldBe([3, 3, 2, 2]);
        Count(json["deeds"]!, "audit", "questions", "lastQuestions").ShouldBe([2, 1, 1]);

        // The token's hash would be of use to nobody but a guesser, and what others said is theirs.
        text.ShouldNotContain(new string('a', 64));
        text.ShouldNotContain("Prima hulp gehad");
        text.ShouldNotContain("Daan");
    }

    private static int[] Count(JsonNode parent, params string[] lists) => [.. lists.Select(list => parent[list]!.AsArray().Count)];
}
