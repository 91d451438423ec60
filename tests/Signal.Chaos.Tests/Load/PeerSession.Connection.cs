using System.Text.Json;
using Signal.LoadTest.Peers;

namespace Signal.Chaos.Tests.Load;

/// <summary>The connections of the session, and the messages of the current one.</summary>
internal sealed partial class PeerSession
{
    /// <summary>Breaks the underlying connection, as a network failure does.</summary>
    public void BreakConnection() => _connection?.Cut();

    /// <summary>Drops the connection without a close message, as a client that lost its network; the session may be resumed.</summary>
    public Task VanishAsync()
    {
        BreakConnection();
        return DropAsync();
    }

    /// <summary>Closes the connection gracefully, which the node treats as leaving.</summary>
    public async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task OpenAsync(string token, TimeSpan? timeout = null)
    {
        await DropAsync();
        PeerConnection? connection = null;
        connection = new PeerConnection(new PeerConnectionOptions
        {
            Url = new Uri(_url),
            Token = token,
            Negotiates = true,
            OnEvent = (name, data) => Take(connection!, () => TakeEvent(name, data)),
            OnOffer = (name, data) =>
            {
                if (!Take(connection!, () => TakeOffer(name, data)))
                {
                    throw new InvalidOperationException("The connection was replaced.");
                }
            },
            OnClosed = error =>
            {
                if (_connection == connection)
                {
                    Notify(NoticeKind.Lost, error?.Message);
                }
            },
        });
        _connection = connection;
        await connection.OpenAsync(timeout ?? PeerConnection.RequestTimeout);
    }

    private bool Take(PeerConnection connection, Action take)
    {
        lock (_lock)
        {
            if (_connection != connection)
            {
                return false;
            }

            Interlocked.Increment(ref _received);
            take();
            return true;
        }
    }

    private void TakeEvent(string name, JsonElement data)
    {
        switch (name)
        {
            case "welcome":
                _welcome.TrySetResult(data);
                break;
            case "newPeer":
                _peers[Text(data, "id")] = Text(data, "userId");
                break;
            case "peerClosed":
                _peers.Remove(Text(data, "peerId"));
                _closedPeers.Add(Text(data, "peerId"));
                break;
            case "consumerClosed":
                _consumers.Remove(Text(data, "consumerId"));
                break;
            case "dataConsumerClosed":
                _dataConsumers.Remove(Text(data, "dataConsumerId"));
                break;
            case "producerClosed":
                Forget(Text(data, "producerId"));
                break;
            case "producerPaused":
                MarkPaused(Text(data, "producerId"));
                break;
            case "mediaReset":
                _consumers.Clear();
                _dataConsumers.Clear();
                _published.Clear();
                Notify(NoticeKind.MediaReset, null);
                break;
            case "kicked":
                Notify(NoticeKind.Kicked, Reason(data));
                break;
            case "roomClosed":
                Notify(NoticeKind.RoomClosed, Reason(data));
                break;
            case "migrate":
                Notify(NoticeKind.Migrate, Reason(data));
                break;
        }
    }

    private void TakeOffer(string name, JsonElement data)
    {
        if (name == "newConsumer")
        {
            _consumers[Text(data, "id")] = Text(data, "producerId");
        }
        else
        {
            _dataConsumers[Text(data, "id")] = Text(data, "dataProducerId");
        }
    }

    private static string Text(JsonElement data, string name) => data.GetProperty(name).GetString()!;

    private static string? Reason(JsonElement data) => data.TryGetProperty("reason", out var reason) ? reason.GetString() : null;

    private void Notify(NoticeKind kind, string? reason) => _notices.Writer.TryWrite(new Notice(kind, reason));
}
