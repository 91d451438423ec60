using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.ServiceBusEmulator.Tests.Sdk;

/// <summary>An emulator with a few kinds of queues, and clients of the .NET SDK for it.</summary>
internal sealed class SdkHarness : IAsyncDisposable
{
    private readonly Emulator _emulator = Emulator.Start(
        [
            new QueueDescription { Name = "plain", LockDuration = TimeSpan.FromSeconds(30), MaxDeliveryCount = 3 },
            new QueueDescription { Name = "short", LockDuration = TimeSpan.FromSeconds(2) },
            new QueueDescription { Name = "sessions", RequiresSession = true, LockDuration = TimeSpan.FromSeconds(30) },
        ],
        FreePort.Next(),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private readonly List<ServiceBusClient> _clients = [];

    public ServiceBusClient NewClient()
    {
        var options = new ServiceBusClientOptions { RetryOptions = { TryTimeout = TimeSpan.FromSeconds(20), MaxRetries = 0 } };
        var client = new ServiceBusClient(_emulator.ConnectionString, options);
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await _emulator.DisposeAsync();
    }
}
