namespace RetentionBot.Channels.BotFramework;

/// <summary>How a call to the Connector ended. A closed set.</summary>
internal abstract record ConnectorAnswer
{
    private ConnectorAnswer()
    {
    }

    /// <summary>The service answered, whatever it said. The body may be empty, JSON or anything else.</summary>
    public sealed record Answered(int Status, string Body, TimeSpan? RetryAfter = null) : ConnectorAnswer
    {
        /// <summary>The service that answered, where it is not the one that was asked first.</summary>
        public string? MovedTo { get; init; }

        public bool IsSuccess => Status is 200 or 201 or 202;
    }

    /// <summary>The request never left: no token, or no connection. Nothing can have happened.</summary>
    public sealed record NotSent(string Reason) : ConnectorAnswer;

    /// <summary>The address may not be called at all.</summary>
    public sealed record NotAllowed(string Reason) : ConnectorAnswer;

    /// <summary>The request left and no answer came: what it asked for may have happened.</summary>
    public sealed record NoAnswer(string Reason) : ConnectorAnswer;
}
