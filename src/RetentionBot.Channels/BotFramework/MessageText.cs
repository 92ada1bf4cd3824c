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
        foreach (var mention in Mentions.In(activity).Where(mention => mention.Mentioned!.Id == activity.Recipient?.Id))
        {
            text = text.Replace(Mentions.TagOf(mention), " ", StringComparison.OrdinalIgnoreCase);
        }

        return WhiteSpace().Replace(WebUtility.HtmlDecode(MentionTag().Replace(text, "")), " ").Trim();
    }

    [GeneratedRegex("</?at(\\s[^<>]*)?>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex MentionTag();

    /// <summary>Includes the non-breaking space that <c>&amp;nbsp;</c> decodes to.</summary>
    [GeneratedRegex("\\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();
}
