using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using Signal.MediaNode.Bench.Wire;

namespace Signal.MediaNode.Bench.Load;

/// <summary>One client: a plain WebSocket that sends requests, answers those of the server and counts its events.</summary>
internal sealed class LoadClient : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(2);

    private readonly IWire _wire;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Incoming>> _asked = new(StringComparer.Ordinal);
    private readonly List<Incoming> _messages = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource? _enoughOffers;
    private Task _reading = Task.CompletedTask;
    private int _wanted;
    private int _offers;
    private int _lastId;

    private LoadClient(IWire wire)
    {
        _wire = wire;
        if (wire.Subprotocol is { } name)
        {
            _socket.Options.AddSubProtocol(name);
        }
    }

    /// <summary>Called with the name of each event.</summary>
    public Action<string>? OnEvent { get; set; }

    public static async Task<LoadClient> ConnectAsync(IWire wire, Uri address)
    {
        var client = new LoadClient(wire);
        using var timeout = new CancellationTokenSource(Deadline);
        await client._socket.ConnectAsync(address, timeout.Token);
        client._reading = client.ReadAsync();
        if (wire.Handshake is { } handshake)
        {
            await client.SendAsync(handshake);
        }

        return client;
    }

    /// <summary>Sends a request; returns the <c>id</c> of its answer.</summary>
    public async Task<string?> AskAsync(string method, byte[] payload)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<Incoming>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id.ToString(CultureInfo.InvariantCulture)] = answer;
        await SendAsync(_wire.Request(id, method, payload));
        var answered = await answer.Task.WaitAsync(Deadline);
        return answered.Name is { } error ? throw new InvalidOperationException($"{method}: {error}") : answered.ObjectId;
    }

    /// <summary>Completes when the client was offered this total number of streams.</summary>
    public Task OffersAsync(int count)
    {
        lock (_lock)
        {
            if (_offers >= count)
            {
                return Task.CompletedTask;
            }

            (_enoughOffers, _wanted) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), count);
            return _enoughOffers.Task.WaitAsync(Deadline);
        }
    }

    /// <summary>Sends a keep-alive, in protocols that require it.</summary>
    public Task PingAsync() => _wire.Ping is { } ping ? SendAsync(ping) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(CloseDeadline);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
            await _reading.WaitAsync(timeout.Token);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The server has ended the connection already, or does not answer.
        }

        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync(Deadline);
        try
        {
            using var timeout = new CancellationTokenSource(Deadline);
            await _socket.SendAsync(message, _wire.MessageType, true, timeout.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var buffer = new byte[4096];
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, 2 * length);
                }

                var received = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                length += received.Count;
                if (received.EndOfMessage)
                {
                    _messages.Clear();
                    _wire.Read(buffer.AsSpan(0, length), _messages);
                    length = 0;
                    foreach (var message in _messages)
                    {
                        await TakeAsync(message);
                    }
                }
            }
        }
        finally
        {
            foreach (var asked in _asked.Values)
            {
                asked.TrySetException(new InvalidOperationException("The server closed the connection."));
            }
        }
    }

    private async Task TakeAsync(Incoming message)
    {
        switch (message.Kind)
        {
            case IncomingKind.Answer:
                if (_asked.TryRemove(message.Id!, out var asked))
                {
                    asked.SetResult(message);
                }

                break;
            case IncomingKind.Request:
                await SendAsync(_wire.Answer(message.Id!));
                lock (_lock)
                {
                    if (++_offers == _wanted)
                    {
                        _enoughOffers?.TrySetResult();
                    }
                }

                break;
            default:
                OnEvent?.Invoke(message.Name!);
                break;
        }
    }
}
