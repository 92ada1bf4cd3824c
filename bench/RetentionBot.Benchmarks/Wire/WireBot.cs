using System.Globalization;
using System.Runtime;
using Microsoft.AspNetCore.Builder;
using RetentionBot.Hosting;

namespace RetentionBot.Benchmarks.Wire;

/// <summary>The whole bot, as it is served, in a process of its own that also tells how much it keeps.</summary>
internal static class WireBot
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>The bot on an empty company's database, connected to Teams and Slack as the fakes play them.</summary>
    public static async Task<WireServer> StartAsync(FakeClouds clouds, string dataFolder)
    {
        await WireCompany.MakeAsync(dataFolder);
        string[] settings =
        [
            $"--RetentionBot:DataDirectory={dataFolder}", "--RetentionBot:SampleCompany=false",
            "--BotFramework:AllowAnonymousInDevelopment=false", $"--BotFramework:AppId={WireCompany.AppId}", "--BotFramework:AppType=UserAssignedMSI",
            $"--BotFramework:TenantId={WireCompany.TenantId(0)}", $"--BotFramework:OpenIdMetadataUrl={clouds.Address}/metadata",
            .. Enumerable.Range(1, WireCompany.Tenants - 1).Select(i => $"--BotFramework:AllowedTenants:{i - 1}={WireCompany.TenantId(i)}"),
            "--Slack:BotToken=xoxb-bench", $"--Slack:SigningSecrets:0={WireCompany.SlackSecret}", $"--Slack:ApiBaseUrl={clouds.Address}/slack/",
            "--urls=http://127.0.0.1:0",
        ];

        // Development, since nowhere else a service of plain http is spoken to; the identity's address is how MSAL finds it on an Azure machine.
        return await WireServer.StartAsync(
            ["wire-bot", .. settings], ("ASPNETCORE_ENVIRONMENT", "Development"), ("IDENTITY_ENDPOINT", $"{clouds.Address}/identity"), ("IDENTITY_HEADER", "bench"));
    }

    /// <summary>Runs until its input ends.</summary>
    public static async Task<int> RunAsync(string[] settings)
    {
        await using var app = BotHost.Build(settings);
        await Startup.MigrateAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine($"listening: {app.Urls.First()}");
        while (await Console.In.ReadLineAsync() is { } question)
        {
            if (question == "compiled")
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"compiled: {JitInfo.GetCompiledMethodCount()}"));
                continue;
            }

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"heap: {GC.GetTotalMemory(forceFullCollection: true) / Megabyte:F2}"));
        }

        await app.StopAsync();
        return 0;
    }
}
