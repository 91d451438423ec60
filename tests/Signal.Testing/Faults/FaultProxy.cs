using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Signal.Testing.Faults;

/// <summary>A TCP proxy on 127.0.0.1 between two real parts that injects faults: delay, throttle, black hole, cut, reset.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<FaultyConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly Task _accepting;
    private TaskCompletionSource _changed = NewChange();
    private volatile Fault _fault = Fault.None;

    private FaultProxy(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>The connections that are open.</summary>
    public int Connections => _connections.Count;

    /// <summary>The current fault; a new one also applies to open connections, and to bytes that the old one holds back.</summary>
    public Fault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            Interlocked.Exchange(ref _changed, NewChange()).SetResult();
        }
    }

    /// <summary>Starts a proxy.</summary>
    /// <param name="targetPort">The port on 127.0.0.1 to which connections are forwarded.</param>
    public static FaultProxy Start(int targetPort) => new(targetPort);

    /// <summary>Closes all connections with FIN, as a peer that closes does.</summary>
    public Task CutAsync() => EndAsync(connection => connection.Cut());

    /// <summary>Closes all connections with RST, as a peer that crashed does.</summary>
    public Task ResetAsync() => EndAsync(connection => connection.Reset());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await CutAsync();
        _stop.Dispose();
    }

    /// <summary>Returns when no fault holds bytes back; the caller applies delays.</summary>
    internal async Task PassableAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (!_fault.Holds)
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task EndAsync(Action<FaultyConnection> end)
    {
        var open = _connections.ToArray();
        foreach (var (connection, _) in open)
        {
            end(connection);
        }

        await Task.WhenAll(open.Select(pair => pair.Value));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                var connection = new FaultyConnection(this, client);
                var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _connections[connection] = ended.Task;
                _ = RunAsync(connection, ended);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException || _stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task RunAsync(FaultyConnection connection, TaskCompletionSource ended)
    {
        using (connection)
        {
            await connection.RunAsync(_target);
        }

        _connections.TryRemove(connection, out _);
        ended.SetResult();
    }
}
