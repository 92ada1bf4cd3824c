using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Checklists;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Checklists;

/// <summary>Puts a list's card into the places that get it, each in its language, and keeps all of them true. The caller saves.</summary>
internal sealed class ChecklistPublisher(RetentionDb db, OutboxWriter outbox, ChecklistCard card)
{
    /// <summary>Posts a new list.</summary>
    public async Task PostAsync(ChecklistPlan plan, Checklist list, CancellationToken ct)
    {
        var places = await db.Conversations.AsNoTracking()
            .Where(c => c.IsActive && c.Topics.HasFlag(PlaceTopics.Checklist) && (plan.PlaceKey == null || c.Key == plan.PlaceKey))
            .OrderBy(c => c.Id)
            .ToListAsync(ct);
        places.ForEach(place => PostTo(place, plan, list, OutboxPriority.Bulk));
    }

    /// <summary>Posts a list to one place; from then on that is the card that is kept true there.</summary>
    public void PostTo(Conversation place, ChecklistPlan plan, Checklist list, OutboxPriority priority) =>
        outbox.Post(place.Reference, card.Show(plan, list, Texts.For(place.Language)), ChecklistCard.SubjectOf(list), requires: PlaceTopics.Checklist, priority: priority);

    /// <summary>Rewrites every card of the list.</summary>
    public Task RefreshAsync(ChecklistPlan plan, Checklist list, OutboxPriority priority, CancellationToken ct, string? onlyIn = null) =>
        outbox.RefreshAsync(ChecklistCard.SubjectOf(list), PlaceTopics.Checklist, priority, language => card.Show(plan, list, Texts.For(language)), onlyIn, ct);

    /// <summary>Posts to a place what it lacks of a list, or rewrites there what it missed.</summary>
    public async Task CatchUpAsync(Conversation place, ChecklistPlan plan, Checklist list, CancellationToken ct)
    {
        if (plan.PlaceKey is { } only && only != place.Key)
        {
            return;
        }

        var subject = ChecklistCard.SubjectOf(list);
        if (!(await outbox.SubjectsInAsync(place.Key, ct)).Contains(subject, StringComparer.Ordinal))
        {
            PostTo(place, plan, list, OutboxPriority.Bulk);
        }
        else if ((await outbox.MissedInAsync(place.Key, ct)).Contains(subject, StringComparer.Ordinal))
        {
            await RefreshAsync(plan, list, OutboxPriority.Bulk, ct, onlyIn: place.Key);
        }
    }
}

/// <summary>A place that is connected for checklists gets the lists that are worked off now.</summary>
internal sealed class ShowCurrentChecklists(ChecklistLife life, ChecklistPublisher publisher) : IPlaceConnected
{
    public async Task OnConnectedAsync(Conversation place, CancellationToken ct)
    {
        if (!place.Topics.HasFlag(PlaceTopics.Checklist))
        {
            return;
        }

        foreach (var (plan, list) in await life.OpenAsync(ct))
        {
            await publisher.CatchUpAsync(place, plan, list, ct);
        }
    }
}
