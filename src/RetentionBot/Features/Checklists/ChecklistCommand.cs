using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Checklists;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>
/// <c>checklist</c> and what stands after it is about the weekly list, <c>checklist NAME</c> about another: it is shown, worked off, told when and where to come, made,
/// changed and stopped. English and Dutch.
/// </summary>
internal sealed class ChecklistCommand(KpiRights rights, ChecklistLife life, OwnLists own, ChecklistWork work, ChecklistSettings settings, OwnListTalk talk) : ITextCommand
{
    public static bool Matches(string text) => ChecklistPhrase.Matches(text);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var lists = await own.AllAsync(ct);
        var phrase = ChecklistPhrase.Read(turn.Turn.Text, lists, out var unknown);
        turn = CommandLanguage.In(CommandLanguage.In(turn), phrase.Word);
        if (unknown is not null || phrase.Deed is null)
        {
            return await UnknownAsync(unknown, phrase.Plan, lists, turn, ct);
        }

        var plan = phrase.Plan ?? await life.PlanAsync(ChecklistPlan.Weekly, ct);
        return phrase.Deed switch
        {
            ListDeed.Show or ListDeed.Status or ListDeed.Tick or ListDeed.Untick or ListDeed.Owner or ListDeed.Deadline or ListDeed.Note =>
                await work.AnswerAsync(plan, phrase, turn, ct),
            ListDeed.Time or ListDeed.Here or ListDeed.Place or ListDeed.Everywhere => await settings.AnswerAsync(plan, phrase, turn, ct),
            _ => await talk.AnswerAsync(phrase.Plan, phrase, turn, ct),
        };
    }

    /// <summary>Says which lists there are, or what can be done with one.</summary>
    private async Task<TurnResult> UnknownAsync(string? name, ChecklistPlan? plan, List<ChecklistPlan> lists, TurnContext turn, CancellationToken ct)
    {
        var (access, texts) = (await rights.CheckAsync(turn, ct, PlaceTopics.Checklist), turn.Texts);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var said = name is null
            ? texts.Say("checklist.own.deeds", ("name", plan is null ? texts.Say("checklist.name") : ChecklistWords.Name(plan, texts)), ("key", plan?.Key ?? ChecklistPlan.Weekly))
            : texts.Say(
                "checklist.own.unknown",
                ("name", CardText.Escape(name.Length > OwnList.LongestName ? $"{name[..OwnList.LongestName]}…" : name)),
                ("names", string.Join(", ", lists.Select(p => CardText.Escape(p.Name)).Prepend(texts.Say("checklist.name")))));
        return access.Give(new MessageContent(said));
    }
}
