using RetentionBot.Channels.DirectLine;

namespace RetentionBot.WebChat;

/// <summary>The local web chat: a page, and Direct Line behind it. Development only.</summary>
internal static class WebChatRegistration
{
    public static IServiceCollection AddWebChat(this IServiceCollection services) => services
        .AddSingleton<IDirectLinePeople, WebChatPeople>()
        .AddSingleton<IDirectLineLog, DirectLineLog>()
        .AddScoped<WebChatSeed>()
        .AddDirectLineChannel();

    public static void MapWebChat(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapDirectLineChannel();
        app.MapGet("/webchat/people", () => WebChatPeople.All.Select(v => new
        {
            id = v.Person.UserId,
            name = v.Person.Name,
            role = v == WebChatPeople.Csm ? "csm" : v == WebChatPeople.Manager ? "manager" : "customer",
            language = v.Locale,
        }));
    }
}
