using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Cards;

public static class FormCard
{
    public static MessageContent Show(CardForm form) => form.Content;
}
