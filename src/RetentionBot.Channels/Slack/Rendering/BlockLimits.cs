namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>What Slack takes at most, in UTF-16 units or pieces; where published figures differ, the smaller.</summary>
internal static class BlockLimits
{
    public const int MessageText = 4000;
    public const int Text = 3000;
    public const int Header = 150;
    public const int Fields = 10;
    public const int Field = 2000;
    public const int ContextElements = 10;
    public const int ActionElements = 25;
    public const int OverflowOptions = 5;
    public const int Id = 255;
    public const int ButtonText = 75;
    public const int ButtonValue = 2000;
    public const int AccessibilityLabel = 75;
    public const int Url = 3000;
    public const int AltText = 2000;
    public const int Label = 2000;
    public const int Placeholder = 150;
    public const int InputText = 3000;
    public const int Option = 75;
    public const int SelectOptions = 100;
    public const int ListedOptions = 10;
    public const int TableRows = 100;
    public const int TableColumns = 20;
    public const int TableText = 10_000;
    public const int Charts = 2;
    public const int ChartTitle = 50;
    public const int ChartLabel = 20;
    public const int ChartSeries = 6;
    public const int ChartPoints = 20;
    public const int ModalTitle = 24;
    public const int PrivateMetadata = 3000;
}
