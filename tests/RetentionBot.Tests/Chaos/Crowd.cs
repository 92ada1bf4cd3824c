using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Chaos;

/// <summary>
/// Twenty conversations, ten at each service, and what is said in them: answers to what people write, alerts of what is imported, and rows that another process
/// commits to the outbox. What the bot did not confirm is said to it again, as the services do.
/// </summary>
internal sealed class Crowd(BotProcess bot)
{
    public const int Rooms = 20;
    public const int Connected = 10;
    public const int Alerts = 8;

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    private readonly List<Task> _under = [];
    private int _lastRow;

    private static string[] Customers { get; } = [.. Enumerable.Range(0, Alerts).Select(i => string.Create(CultureInfo.InvariantCulture, $"chaos{9000 + i}"))];

    /// <summary>Even numbers are Teams' channels, odd ones Slack's.</summary>
    public static string RoomOf(int number) => IsTeams(number) ? $"19:chaos{number}@thread.tacv2" : $"C0CHAOS{number}";

    /// <summary>Everybody is in every room; half of the rooms are connected for alerts. In good weather.</summary>
    public async Task GatherAsync()
    {
        await bot.Company.AddStaffAsync();
        bot.Slack.AddPerson("anouk");
        bot.Slack.AddPerson("vera");
        for (var number = 0; number < Rooms; number++)
        {
            var room = RoomOf(number);
            if (IsTeams(number))
            {
                bot.Teams.AddColleague("anouk", room);
                bot.Teams.AddColleague("vera", room);
            }
            else
            {
                bot.Slack.AddRoom(room, isShared: false, "anouk", "vera");
            }

            if (number < Connected)
            {
                IChatSide side = IsTeams(number) ? bot.Teams : bot.Slack;
                await side.SayAsync("anouk", "connect here alerts en", room);
                await side.ShouldShowAsync("Connected for alerts", room);
            }
        }
    }

    /// <summary>Somebody asks in a room; asked again until the bot has it.</summary>
    public void Ask(int number)
    {
        Func<Task<HttpResponseMessage>> send;
        if (IsTeams(number))
        {
            var question = bot.Teams.Message("vera", "help", RoomOf(number));
            send = () => bot.Teams.SendAsync(question);
        }
        else
        {
            var question = bot.Slack.Event("vera", "help", RoomOf(number));
            send = () => bot.Slack.SendAsync(bot.Slack.Signer.Event(question));
        }

        Keep(async () =>
        {
            using var response = await send();
            return response.IsSuccessStatusCode;
        });
    }

    /// <summary>The customers' invoices fail once more; imported again until the bot has it.</summary>
    public void Import(int attempts) => Keep(async () =>
    {
        await bot.Company.FailPaymentsAsync(attempts, Customers);
        return true;
    });

    /// <summary>Another process commits a message to each room, by turns a survey and something that may be said twice.</summary>
    public async Task CommitAsync(int rows)
    {
        await using var db = bot.OpenDb();
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < rows; i++)
        {
            var row = _lastRow++;
            var place = Place(row % Rooms);
            db.Outbox.Add(new OutboxMessage
            {
                ConversationKey = place.Key,
                Conversation = place,
                Kind = SendKind.Post,
                Text = string.Create(CultureInfo.InvariantCulture, $"Message chaos{row:0000}"),
                Policy = row / Rooms % 2 == 0 ? UnknownPolicy.Hold : UnknownPolicy.ResendOnce,
                CreatedAt = now,
                DueAt = now,
            });
        }

        await db.SaveChangesAsync();
    }

    /// <summary>All that was said has reached the bot.</summary>
    public Task ShouldBeHeardAsync() => Task.WhenAll(_under).WaitAsync(TimeSpan.FromMinutes(2));

    private static bool IsTeams(int number) => number % 2 == 0;

    private ConversationRef Place(int number) => IsTeams(number)
        ? new ConversationRef
        {
            ChannelId = ChannelIds.Teams,
            ConversationId = RoomOf(number),
            Kind = ConversationKind.Channel,
            ServiceUrl = bot.Teams.Connector.ServiceUrl,
            TenantId = TeamsSide.Tenant,
            BotId = TeamsSide.Bot,
        }
        : new ConversationRef
        {
            ChannelId = ChannelIds.Slack,
            ConversationId = RoomOf(number),
            Kind = ConversationKind.Channel,
            TenantId = FakeSlack.Team,
            BotId = FakeSlack.BotUser,
        };

    /// <summary>Does it until it is confirmed: a bot that is dead, starting or out of breath gets it again.</summary>
    private void Keep(Func<Task<bool>> isTaken) => _under.Add(Task.Run(async () =>
    {
        while (true)
        {
            try
            {
                if (await isTaken())
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException or ShouldAssertException)
            {
                // Nobody said that it was taken.
            }

            await Task.Delay(Again, TimeProvider.System);
        }
    }));
}
