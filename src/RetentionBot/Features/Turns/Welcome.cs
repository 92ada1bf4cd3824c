using RetentionBot.Channels.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>What the bot says when it is added to a conversation: three lines, the same for everybody, since nobody is known yet.</summary>
internal sealed class Welcome(Cards cards)
{
    public MessageContent In(Texts texts) => cards.Show("welcome", texts, new { }, texts.Say("welcome.summary"));
}
