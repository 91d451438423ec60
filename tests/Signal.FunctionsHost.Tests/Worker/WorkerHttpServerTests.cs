using System.Net;
using System.Net.Sockets;
using Signal.FunctionsHost.Worker;

namespace Signal.FunctionsHost.Tests.Worker;

/// <summary>A worker announces its HTTP server before it listens; the host treats it as ready when it listens.</summary>
public sealed class WorkerHttpServerTests : IDisposable
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Uri _address;
    private readonly PausingTime _time = new();

    public WorkerHttpServerTests()
    {
        // Bound, so that no other process gets the port, but not listening: connections are refused.
        _server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _address = new Uri($"http://{_server.LocalEndPoint}");
    }

    [Fact]
    public async Task The_host_waits_until_the_server_is_open()
    {
        var waiting = WorkerHttpServer.WaitAsync(_address, _time, TestContext.Current.CancellationToken);
        await _time.NextPauseAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.NextPauseAsync();
        Assert.False(waiting.IsCompleted);

        _server.Listen();
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting;
    }

    [Fact]
    public async Task A_server_that_stays_closed_is_awaited_until_the_start_times_out()
    {
        using var giveUp = new CancellationTokenSource();
        var waiting = WorkerHttpServer.WaitAsync(_address, _time, giveUp.Token);
        await _time.NextPauseAsync();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    public void Dispose() => _server.Dispose();
}
