namespace RetentionBot.Features.Turns;

/// <summary>What people can write to the bot. The first one that matches handles the message; only that one is made.</summary>
/// <param name="Handler">The type of what handles it.</param>
/// <param name="Matches">Whether a text is this command, right or wrong.</param>
internal sealed record TextCommand(Type Handler, Func<string, bool> Matches);

internal static class TextCommands
{
    /// <summary>Adds a command, which is tested after those that were added before.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="matches">Whether a text is this command, right or wrong.</param>
    public static IServiceCollection AddCommand<T>(this IServiceCollection services, Func<string, bool> matches)
        where T : class, ITextCommand => services.AddCommand<T>(_ => matches);

    /// <summary>As above, for a command that needs to know more than the text.</summary>
    public static IServiceCollection AddCommand<T>(this IServiceCollection services, Func<IServiceProvider, Func<string, bool>> matches)
        where T : class, ITextCommand => services.AddScoped<T>().AddSingleton(provider => new TextCommand(typeof(T), matches(provider)));
}
