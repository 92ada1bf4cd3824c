using System.Net;
using System.Text.RegularExpressions;

namespace RetentionBot.Channels.BotFramework;

/// <summary>What a person meant to say, out of what Teams makes of it.</summary>
internal static partial class MessageText
{
    /// <summary>
    /// Takes the bot's own mentions out, wherever and however often they stand, leaves other people's display names, decodes HTML and collapses white space.
    /// Who is mentioned is read from the entities alone: the text between the tags is the sender's.
    /// </summary>
    public static string Clean(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in (activity.Entities ?? []).Where(entity => IsMentionOf(entity, activity.Recipient?.Id)))
        {
            var tag = string.IsNullOrEmpty(mention!.Text) ? $"<at>{mention.Mentioned!.Name}</at>" : mention.Text;
            text = text.Replace(tag, " ", StringComparison.OrdinalIgnoreCase);
        }

        return WhiteSpace().Replace(WebUtility.HtmlDecode(MentionTag().Replace(text, "")), " ").Trim();
    }

    private static bool IsMentionOf(Entity? entity, string? id) =>
        id is not null && string.Equals(entity?.Type, "mention", StringComparison.OrdinalIgnoreCase) && entity!.Mentioned?.Id == id;

    [GeneratedRegex("</?at(\\s[^<>]*)?>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex MentionTag();

    /// <summary>Includes the non-breaking space that <c>&amp;nbsp;</c> decodes to.</summary>
    [GeneratedRegex("\\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();
}
