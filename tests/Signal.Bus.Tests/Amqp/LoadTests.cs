using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.Bus.Amqp;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.Bus.Tests.Amqp;

/// <summary>Many messages, many receivers: nothing is lost, nothing comes twice, sessions keep their order.</summary>
public sealed class LoadTests : IAsyncDisposable
{
    private const int Messages = 20_000;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private readonly Emulator _emulator = Emulator.Start(
        [
            new QueueDescription { Name = "plain", LockDuration = TimeSpan.FromMinutes(5) },
            new QueueDescription { Name = "sessions", RequiresSession = true, LockDuration = TimeSpan.FromMinutes(5) },
        ],
        FreePort.Next(),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task Twenty_thousand_messages_with_five_percent_abandoned_are_each_completed_once()
    {
        await using var harness = new BusHarness(_emulator.ConnectionString, ("ServiceBus:SendTimeout", "00:02:00"));
        var completed = new ConcurrentDictionary<string, int>();
        var left = Messages;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var receiving = Enumerable.Range(0, 4).Select(seed => ReceiveAsync(seed)).ToList();

        foreach (var chunk in Enumerable.Range(0, Messages).Chunk(1000))
        {
            await harness.Bus.SendAsync("plain", [.. chunk.Select(i => BusHarness.Message($"{i}"))], Cancellation);
        }

        await Task.WhenAll(receiving);
        Assert.Equal(Messages, completed.Count);
        Assert.All(completed.Values, times => Assert.Equal(1, times));

        async Task ReceiveAsync(int seed)
        {
            var random = new Random(seed);
            await using var receiver = await harness.Services.GetRequiredService<AmqpBusClient>().OpenReceiverAsync("plain", prefetch: 100, Cancellation);
            try
            {
                while (await receiver.ReceiveAsync(Long, done.Token) is { } delivery)
                {
                    if (delivery.DeliveryCount == 1 && random.Next(20) == 0)
                    {
                        receiver.Abandon(delivery);
                        continue;
                    }

                    await receiver.CompleteAsync(delivery, confirm: false, Cancellation);
                    completed.AddOrUpdate(BusHarness.Text(delivery.Message), 1, (_, times) => times + 1);
                    if (Interlocked.Decrement(ref left) == 0)
                    {
                        await done.CancelAsync();
                    }
                }
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [Fact(Timeout = 240_000)]
    public async Task Competing_receivers_keep_the_order_of_every_session()
    {
        const int sessions = 20;
        const int each = 100;
        await using var harness = new BusHarness(_emulator.ConnectionString);
        var client = harness.Services.GetRequiredService<AmqpBusClient>();
        var seen = new ConcurrentDictionary<string, List<int>>();
        for (var i = 0; i < each; i++)
        {
            await harness.Bus.SendAsync("sessions", [.. Enumerable.Range(0, sessions).Select(session => BusHarness.Message($"{i}", $"s{session}"))], Cancellation);
        }

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReceiveAsync()));

        Assert.Equal(sessions, seen.Count);
        Assert.All(seen.Values, order => Assert.Equal(Enumerable.Range(0, each), order));

        // Each takes a session, handles a few of its messages, and lets go, so that sessions wander between receivers.
        async Task ReceiveAsync()
        {
            while (await client.AcceptSessionAsync("sessions", null, prefetch: 10, TimeSpan.FromSeconds(1), Cancellation) is { } receiver)
            {
                await using var closing = receiver;
                for (var taken = 0; taken < 30 && await receiver.ReceiveAsync(TimeSpan.FromMilliseconds(200), Cancellation) is { } delivery; taken++)
                {
                    await receiver.CompleteAsync(delivery, confirm: true, Cancellation);
                    seen.GetOrAdd(receiver.SessionId!, _ => []).Add(int.Parse(BusHarness.Text(delivery.Message), CultureInfo.InvariantCulture));
                }
            }
        }
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
