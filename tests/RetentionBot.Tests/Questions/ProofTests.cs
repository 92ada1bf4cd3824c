using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Questions;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Questions;

public sealed class ProofTests
{
    [Theory]
    [InlineData("teams", "vera")]
    [InlineData("slack", "vera")]
    [InlineData("webchat", "joris")]
    public async Task An_answer_has_a_code_that_shows_what_it_was_drawn_from(string channel, string who)
    {
        await using var bot = await Asked.WithFiguresAsync();
        var side = bot.Side(channel);
        var code = Asked.CodeOf(await side.AskAloneAsync(who, Asked.Churn));

        var proof = (await side.AskAloneAsync(who, $"proof {code.ToLowerInvariant()}")).Everything;

        proof.ShouldContain($"Proof {code}");
        proof.ShouldContain("Customer churn");
        proof.ShouldContain("25.0% · 2 of 8 customers at the start left.");
        proof.ShouldContain("Today's data give the same.");
        var kept = (await bot.AllAsync<KpiProof>()).ShouldHaveSingleItem();
        var evidence = EvidenceJson.Read(kept.Evidence);
        (evidence.Results[0].Numerator, evidence.Results[0].Denominator, evidence.Results[0].Value).ShouldBe((2m, 8m, 0.25m));
        var ids = (await bot.AllAsync<Domain.Customers.Customer>()).Where(c => c.SourceKey is "c6" or "c7").Select(c => c.Id).Order();
        evidence.Members!.Ids.ShouldBe(ids);
        kept.DataVersion.ShouldBe(evidence.DataVersion);
    }

    [Fact]
    public async Task In_Dutch_it_is_Dutch()
    {
        await using var bot = await Asked.WithFiguresAsync();
        var code = Asked.CodeOf(await bot.Teams.AskAloneAsync("vera", "wat was de churn vorige maand"));
        var proof = (await bot.Teams.AskAloneAsync("vera", $"bewijs {code}")).Everything;

        proof.ShouldContain("25,0% · 2 van de 8 klanten");
        proof.ShouldContain("De gegevens van vandaag geven hetzelfde.");
    }

    [Fact]
    public async Task Once_the_data_have_changed_it_says_what_they_give_now()
    {
        await using var bot = await Asked.WithFiguresAsync();
        var code = Asked.CodeOf(await bot.Teams.AskAloneAsync("vera", Asked.Churn));
        await bot.Company.LoseAsync("Nieuw BV", "Ander BV");

        var proof = (await bot.Teams.AskAloneAsync("vera", $"proof {code}")).Everything;

        // 4 of 10.
        proof.ShouldContain("25.0% · 2 of 8 customers at the start left.");
        proof.ShouldContain("With today's data: 40.0% · 4 of 10 customers at the start left.");
        proof.ShouldContain("Today's data give another answer.");
    }

    [Theory]
    [InlineData("proof", "Write the word and the code")]
    [InlineData("proof K7M2QX", "I know no answer with that code")]
    [InlineData("bewijs nope!", "Ik ken geen antwoord met die code", "I know no answer with that code")]
    public async Task A_code_that_is_none_is_answered_with_what_to_do(string text, params string[] sentences)
    {
        await using var bot = await Asked.WithFiguresAsync();
        var answer = (await bot.Teams.AskAloneAsync("vera", text)).Everything;
        sentences.ShouldContain(s => answer.Contains(s, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("churn last month vs the month before", 2)]
    [InlineData("churn last month by plan", 1)]
    [InlineData("churn by month over the last 3 months", 3)]
    [InlineData(Asked.Lost, 1)]
    public async Task Comparisons_breakdowns_trends_and_lists_have_one_too(string question, int figures)
    {
        await using var bot = await Asked.WithFiguresAsync();
        var code = Asked.CodeOf(await bot.Teams.AskAloneAsync("vera", question));
        var kept = (await bot.AllAsync<KpiProof>()).ShouldHaveSingleItem();

        kept.Code.ShouldBe(code);
        EvidenceJson.Read(kept.Evidence).Results.Count.ShouldBe(figures);
        (await bot.Teams.AskAloneAsync("vera", $"proof {code}")).Everything.ShouldContain("Today's data give the same.");
    }

    [Theory]
    [InlineData("what is the weather")]
    [InlineData("how is churn calculated")]
    public async Task What_has_no_figures_has_none(string question)
    {
        await using var bot = await Asked.WithFiguresAsync();
        await bot.Teams.AskAloneAsync("vera", question);
        (await bot.AllAsync<KpiProof>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_kept_comes_back_to_the_last_digit()
    {
        await using var bot = await Asked.WithFiguresAsync();
        var facts = (await bot.Services.GetRequiredService<Store.FactCache>().CurrentAsync(CancellationToken.None)).Snapshot;
        var today = bot.Services.GetRequiredService<AnswerQuestions>().Today(null);
        foreach (var definition in KpiCatalogue.Definitions)
        {
            var query = new KpiQuery(definition.Key, KpiPeriods.Before(Domain.Calendar.Period.MonthOf(today)));
            var evidence = KpiEvidence.Of(query, [KpiCatalogue.Compute(query, facts, today, new KpiSettings(0.7m))!], facts, today, new KpiSettings(0.7m));
            var json = EvidenceJson.Write(evidence);

            EvidenceJson.Write(EvidenceJson.Read(json)).ShouldBe(json);
            EvidenceJson.Read(json).IsSameAs(evidence).ShouldBeTrue(definition.Key);
        }
    }

    [Fact]
    public async Task Over_HTTP_a_conversation_has_context_and_proof_and_without_one_nothing_is_kept()
    {
        await using var bot = await Asked.WithFiguresAsync();
        ((string?)(await PostAsync(bot, new { text = Asked.Churn }))["proof"]).ShouldBeNull();
        (await bot.AllAsync<QuestionContext>()).ShouldBeEmpty();

        var answer = await PostAsync(bot, new { text = Asked.Churn, conversation = "a" });
        ((string?)answer["proof"]).ShouldBe((await bot.AllAsync<KpiProof>()).ShouldHaveSingleItem().Code);
        ((decimal?)(await PostAsync(bot, new { text = "and the month before?", conversation = "a" }))["answer"]!["value"]).ShouldBe(0m);
        ((string?)(await PostAsync(bot, new { text = "and the month before?", conversation = "b" }))["refusal"]).ShouldNotBeNull();
    }

    private static async Task<JsonNode> PostAsync(BotUnderTest bot, object body)
    {
        using var response = await bot.Http.PostAsJsonAsync("/api/ask", body);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
