using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Hosting;

namespace RetentionBot.Tests.Lint;

/// <summary>The whole house as the bot puts it together, on a database that is up to date; built, not started.</summary>
internal sealed class BuiltHost : IAsyncDisposable
{
    private readonly TestFolder? owned;
    private readonly WebApplication built;
    private readonly AsyncServiceScope scope;

    private BuiltHost(TestFolder? folder, WebApplication app)
    {
        (owned, built) = (folder, app);
        scope = app.Services.CreateAsyncScope();
    }

    /// <summary>One scope, as a turn or a verb has it.</summary>
    public IServiceProvider Services => scope.ServiceProvider;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <param name="dataDirectory">Where a database lies already; null for a new one of its own.</param>
    /// <param name="migrates">False to leave what lies there as it is.</param>
    public static async Task<BuiltHost> StartAsync(string? dataDirectory = null, bool migrates = true)
    {
        var folder = dataDirectory is null ? new TestFolder() : null;
        var app = BotHost.Build([$"--RetentionBot:DataDirectory={dataDirectory ?? folder!.Path}", "--Logging:LogLevel:Default=Warning"]);
        if (migrates)
        {
            await Startup.MigrateAsync(app.Services, CancellationToken.None);
        }

        return new BuiltHost(folder, app);
    }

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await built.DisposeAsync();
        owned?.Dispose();
    }
}
