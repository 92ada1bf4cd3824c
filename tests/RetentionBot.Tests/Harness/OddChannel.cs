using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Tests.Harness;

/// <summary>A channel of the test's own that keeps what it is given, and first throws what it is told to.</summary>
internal sealed class OddChannel : IChannel
{
    public ConcurrentQueue<Exception> Failures { get; } = new();

    public ConcurrentQueue<string> Sent { get; } = new();

    public string ChannelId => "odd";

    public ChannelAbilities Abilities { get; } = new(CanSayPrivately: false, CanReact: false, OpensForms: false);

    public ConversationRef Room { get; } = new() { ChannelId = "odd", ConversationId = "room", Kind = ConversationKind.Personal };

    public BotSetup With(BotSetup setup) => setup with
    {
        Services = services =>
        {
            setup.Services(services);
            services.AddSingleton<IChannel>(this);
        },
    };

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (Failures.TryDequeue(out var failure))
        {
            throw failure;
        }

        Sent.Enqueue(message.Content.Text);
        return Task.FromResult<SendOutcome>(new SendOutcome.Sent(message.Id));
    }

    public Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct) => Task.FromResult(PersonProof.Unproven);

    public Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct) => Task.FromResult(Audience.Unknown);

    public void ForgetAudience(ConversationRef conversation)
    {
    }
}
