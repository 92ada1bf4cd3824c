using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Says at the start when Teams cannot reach the bot, or when anybody on this machine can.</summary>
internal sealed partial class BotFrameworkStartNotice(IOptions<BotFrameworkOptions> options, ILogger<BotFrameworkStartNotice> log) : IHostedService
{
    public Task StartAsync(CancellationToken ct)
    {
        if (options.Value.AllowAnonymousInDevelopment)
        {
            LogAnonymous();
        }
        else if (options.Value.AppId.Length == 0)
        {
            LogNotConnected();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "Microsoft Teams is not connected: BotFramework:AppId is empty, so every request to /api/messages is refused")]
    private partial void LogNotConnected();

    [LoggerMessage(LogLevel.Warning, "BotFramework:AllowAnonymousInDevelopment is on: programs on this machine can speak to the bot without a token")]
    private partial void LogAnonymous();
}
