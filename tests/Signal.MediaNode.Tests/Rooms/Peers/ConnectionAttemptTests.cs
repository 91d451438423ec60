using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.Contracts.Messages;
using Signal.MediaNode.Reports;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Tests.Fixtures;
using Signal.MediaNode.Workers;
using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Peers;

/// <summary>Real transports of a real worker. The browser tests cover those that connect.</summary>
public sealed class ConnectionAttemptTests : IAsyncLifetime
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _time = new();
    private readonly ConnectionCounts _counts;
    private NodeHost _node = null!;
    private WorkerSlot _slot = null!;
    private Router _router = null!;

    public ConnectionAttemptTests() => _counts = new ConnectionCounts(_time);

    public async ValueTask InitializeAsync()
    {
        _node = await NodeHost.StartAsync();
        _slot = _node.Workers.Slots.Single();
        _router = await _slot.Worker.CreateRouterAsync();
    }

    [Fact]
    public async Task A_transport_whose_ICE_does_not_connect_in_time_failed()
    {
        var attempt = Attempt();
        attempt.Begin(await TransportAsync());

        _time.Advance(TimeLimit - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Report(0, 0, 0), _counts.Report);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(Report(1, 1, 0), _counts.Report);
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(Report(0, 0, 0), _counts.Report);
    }

    [Fact]
    public async Task Only_the_first_transport_of_a_peer_counts()
    {
        var attempt = Attempt();
        attempt.Begin(await TransportAsync());
        attempt.Begin(await TransportAsync());

        _time.Advance(TimeLimit);
        attempt.Begin(await TransportAsync());
        _time.Advance(TimeLimit);

        Assert.Equal(1, _counts.Report.Attempts);
    }

    [Fact]
    public void A_user_counts_once_with_the_latest_outcome()
    {
        _counts.Add("tenant", "user", ConnectionOutcome.IceFailed);
        _counts.Add("tenant", "user", ConnectionOutcome.IceFailed);
        _counts.Add("other tenant", "user", ConnectionOutcome.IceFailed);
        Assert.Equal(Report(2, 2, 0), _counts.Report);

        _counts.Add("tenant", "user", ConnectionOutcome.Connected);
        Assert.Equal(Report(2, 1, 0), _counts.Report);
    }

    [Fact]
    public void The_number_of_counted_users_is_limited()
    {
        for (var user = 0; user <= ConnectionCounts.MaxUsers; user++)
        {
            _counts.Add("tenant", $"user {user}", ConnectionOutcome.Connected);
        }

        Assert.Equal(ConnectionCounts.MaxUsers, _counts.Report.Attempts);
    }

    [Fact]
    public async Task A_peer_that_leaves_earlier_does_not_count()
    {
        var attempt = Attempt();
        var transport = await TransportAsync();
        attempt.Begin(transport);

        transport.Close();
        _time.Advance(TimeLimit);

        Assert.Equal(0, _counts.Report.Attempts);
    }

    [Fact]
    public async Task A_peer_whose_DTLS_fails_is_in_the_report()
    {
        await using var client = await _node.ConnectAsync();
        await client.AskAsync("getRouterRtpCapabilities");
        var transport = await client.AskAsync("createWebRtcTransport", new { producing = true });
        using var ice = new IceClient(transport);
        await client.AskAsync("connectWebRtcTransport", new { transportId = transport.GetProperty("id").GetString(), dtlsParameters = ServerRole });

        await ice.ConnectAsync();
        await ice.RefuseDtlsAsync();

        var metrics = _node.Services.GetRequiredService<NodeMetrics>();
        await Eventually.TrueAsync(() => metrics.Connections.Report == Report(1, 0, 1), "the failure is counted");
        Assert.Equal(Report(1, 0, 1), _node.Services.GetRequiredService<ReportWriter>().Write().Single().Connections);
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    // The worker begins the handshake.
    private static object ServerRole => new
    {
        role = "server",
        fingerprints = new[] { new { algorithm = "sha-256", value = string.Join(':', Enumerable.Repeat("AB", 32)) } },
    };

    private ConnectionAttempt Attempt() => new("tenant", "user", _counts, _time);

    private static ConnectionReport Report(int attempts, int iceFailures, int dtlsFailures) =>
        new() { Attempts = attempts, IceFailures = iceFailures, DtlsFailures = dtlsFailures };

    private Task<WebRtcTransport> TransportAsync() =>
        _router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { WebRtcServer = _slot.Server });
}
