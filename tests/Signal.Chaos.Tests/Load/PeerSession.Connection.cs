using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Signal.Chaos.Tests.Load;

/// <summary>The connections of the session, and the messages of the current one.</summary>
internal sealed partial class PeerSession
{
    /// <summary>Breaks the underlying connection, as a network failure does: SignalR reconnects automatically, if it can.</summary>
    public void BreakConnection() => _socket?.Abort();

    /// <summary>Drops the connection without a close message, as a client that lost its network; the session may be resumed.</summary>
    public Task VanishAsync()
    {
        BreakConnection();
        return DropAsync();
    }

    /// <summary>Closes the connection gracefully, which the node treats as leaving.</summary>
    public async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _hub, null) is { } hub)
        {
            await CloseAsync(hub);
        }
    }

    private static async Task CloseAsync(HubConnection hub)
    {
        var closing = hub.DisposeAsync().AsTask();
        await closing.WaitAsync(CloseTimeout, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task OpenAsync(string token, TimeSpan? timeout = null)
    {
        await DropAsync();
        var hub = Build(token);
        _hub = hub;
        var starting = hub.StartAsync();
        await starting.WaitAsync(timeout ?? RequestTimeout, TimeProvider.System);
    }

    private HubConnection Build(string token)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(_url, HttpTransportType.WebSockets, options =>
            {
                options.AccessTokenProvider = () => Task.FromResult<string?>(token);
                options.WebSocketFactory = async (context, cancellationToken) =>
                {
                    var socket = new ClientWebSocket();
                    socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
                    await socket.ConnectAsync(context.Uri, cancellationToken);
                    return _socket = socket;
                };
            })
            .WithStatefulReconnect()
            .WithServerTimeout(TimeSpan.FromSeconds(22))
            .WithKeepAliveInterval(TimeSpan.FromSeconds(10))
            .Build();
        hub.Closed += error =>
        {
            if (_hub == hub)
            {
                Notify(NoticeKind.Lost, error?.Message);
            }

            return Task.CompletedTask;
        };
        On(hub, "welcome", data => _welcome.TrySetResult(data));
        On(hub, "newPeer", data => _peers[data.GetProperty("id").GetString()!] = data.GetProperty("userId").GetString()!);
        On(hub, "peerClosed", data =>
        {
            _peers.Remove(data.GetProperty("peerId").GetString()!);
            _closedPeers.Add(data.GetProperty("peerId").GetString()!);
        });
        On(hub, "consumerClosed", data => _consumers.Remove(data.GetProperty("consumerId").GetString()!));
        On(hub, "dataConsumerClosed", data => _dataConsumers.Remove(data.GetProperty("dataConsumerId").GetString()!));
        On(hub, "producerClosed", data => Forget(data.GetProperty("producerId").GetString()!));
        On(hub, "producerPaused", data => MarkPaused(data.GetProperty("producerId").GetString()!));
        On(hub, "mediaReset", data =>
        {
            _consumers.Clear();
            _dataConsumers.Clear();
            _published.Clear();
            Notify(NoticeKind.MediaReset, null);
        });
        On(hub, "kicked", data => Notify(NoticeKind.Kicked, Reason(data)));
        On(hub, "roomClosed", data => Notify(NoticeKind.RoomClosed, Reason(data)));
        On(hub, "migrate", data => Notify(NoticeKind.Migrate, Reason(data)));
        foreach (var name in new[]
        {
            "peerUpdated", "producerScore", "consumerScore", "consumerPaused", "consumerResumed", "consumerLayersChanged", "activeSpeaker", "downlinkBwe",
            "grantsChanged", "roomUpdated", "roomData", "muteRequested", "nodeDraining",
        })
        {
            On(hub, name, _ => { });
        }

        Answer(hub, "newConsumer", data => _consumers[data.GetProperty("id").GetString()!] = data.GetProperty("producerId").GetString()!);
        Answer(hub, "newDataConsumer", data => _dataConsumers[data.GetProperty("id").GetString()!] = data.GetProperty("dataProducerId").GetString()!);
        return hub;
    }

    private static string? Reason(JsonElement data) => data.TryGetProperty("reason", out var reason) ? reason.GetString() : null;

    private void On(HubConnection hub, string name, Action<JsonElement> take) => hub.On<JsonElement>(name, data => Take(hub, data, take));

    private void Answer(HubConnection hub, string name, Action<JsonElement> take) => hub.On<JsonElement, object>(name, data =>
    {
        if (!Take(hub, data, take))
        {
            throw new InvalidOperationException("The connection was replaced.");
        }

        return Task.FromResult<object>(new JsonObject());
    });

    private bool Take(HubConnection hub, JsonElement data, Action<JsonElement> take)
    {
        lock (_lock)
        {
            if (_hub != hub)
            {
                return false;
            }

            Interlocked.Increment(ref _received);
            take(data);
            return true;
        }
    }

    private void Notify(NoticeKind kind, string? reason) => _notices.Writer.TryWrite(new Notice(kind, reason));
}
