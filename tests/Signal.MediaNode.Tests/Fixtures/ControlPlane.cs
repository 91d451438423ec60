using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Bus;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>The control plane's end of the bus: receives a room's events, and sends commands to a node.</summary>
public sealed class ControlPlane : IAsyncDisposable
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<RoomEvent> _events = Channel.CreateUnbounded<RoomEvent>();
    private readonly ConcurrentDictionary<string, byte> _heard = new(StringComparer.Ordinal);

    public ControlPlane(string connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("ServiceBus", connectionString), new("ServiceBus:SendTimeout", "00:01:00")]).Build();
        _services = new ServiceCollection().AddLogging().AddMessageBus(configuration).BuildServiceProvider();
    }

    private IMessageBus Bus => _services.GetRequiredService<IMessageBus>();

    /// <summary>
    /// Receives the events of a room from now on. The bus delivers at least once: an event whose confirmation came too late is sent again, and
    /// the second copy is ignored.
    /// </summary>
    public void Follow(string roomId) => _ = Bus.ReceiveSessionAsync(
        BusEntities.RoomEvents,
        roomId,
        (message, _) =>
        {
            foreach (var roomEvent in RoomEventMessage.Read(Encoding.UTF8.GetString(message.Body.Span)))
            {
                if (_heard.TryAdd(roomEvent.Id, 0))
                {
                    _events.Writer.TryWrite(roomEvent);
                }
            }

            return Task.CompletedTask;
        },
        _stop.Token);

    /// <summary>The next event, which must be of that type.</summary>
    public async Task<T> NextAsync<T>()
        where T : RoomEvent
    {
        using var timeout = new CancellationTokenSource(WaitTimeout);
        return Assert.IsType<T>(await _events.Reader.ReadAsync(timeout.Token));
    }

    /// <summary>The next event of a node; those of others before it are skipped.</summary>
    public async Task<RoomEvent> NextFromAsync(string nodeId)
    {
        using var timeout = new CancellationTokenSource(WaitTimeout);
        while (true)
        {
            if (await _events.Reader.ReadAsync(timeout.Token) is var e && e.NodeId == nodeId)
            {
                return e;
            }
        }
    }

    /// <summary>Sends a command.</summary>
    public Task SendAsync(string nodeId, params NodeCommand[] commands) => Bus.SendAsync(
        BusEntities.NodeCommands,
        [.. commands.Select(command => new BusMessage { Body = JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Options), SessionId = nodeId })],
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _services.DisposeAsync();
        _stop.Dispose();
    }
}
