using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;

namespace RetentionBot.Store;

/// <summary>A tenant or workspace as the keys of its conversations name it: <c>channel|tenant|</c>, which they all start with.</summary>
internal static class Workspaces
{
    /// <summary>Stands before the code in <see cref="Conversation.InactiveBecause"/> when it was not the conversation that was lost but all of them.</summary>
    public const string LostWithAll = "workspace: ";

    private const int LongestCode = 100;

    /// <param name="conversationKey"><see cref="ConversationRef.Key"/>; neither the channel nor the tenant in it holds the dividing sign.</param>
    public static string Of(string conversationKey) => conversationKey[..(conversationKey.IndexOf('|', conversationKey.IndexOf('|') + 1) + 1)];

    /// <param name="workspace">As <see cref="Of"/> gives it.</param>
    public static string ChannelOf(string workspace) => workspace[..workspace.IndexOf('|')];

    /// <summary>Sets a place aside; the caller saves.</summary>
    /// <param name="place">The place.</param>
    /// <param name="code">Why, e.g. what the channel answered.</param>
    public static void Lose(this Conversation place, string code) => (place.IsActive, place.InactiveBecause) = (false, Cut(code));

    /// <summary>Sets every place of a workspace aside that was not lost by itself before; the caller saves.</summary>
    public static async Task LoseWorkspaceAsync(this RetentionDb db, string workspace, string code, CancellationToken ct)
    {
        foreach (var place in await db.Conversations.Where(c => c.IsActive && c.Key.StartsWith(workspace)).ToListAsync(ct))
        {
            place.Lose(LostWithAll + code);
        }
    }

    /// <summary>
    /// The bot heard from a workspace again, so its places take messages again; those that were lost one by one stay so until the bot hears from them. The caller
    /// saves.
    /// </summary>
    /// <returns>The places that came back.</returns>
    public static async Task<List<Conversation>> ReviveWorkspaceAsync(this RetentionDb db, ConversationRef heard, CancellationToken ct)
    {
        var workspace = Of(heard.Key);
        var lost = await db.Conversations
            .Where(c => !c.IsActive && c.InactiveBecause!.StartsWith(LostWithAll) && c.Key.StartsWith(workspace))
            .ToListAsync(ct);
        foreach (var place in lost)
        {
            (place.IsActive, place.InactiveBecause) = (true, null);
        }

        return lost;
    }

    private static string Cut(string code) => code.Length <= LongestCode ? code : code[..LongestCode];
}
