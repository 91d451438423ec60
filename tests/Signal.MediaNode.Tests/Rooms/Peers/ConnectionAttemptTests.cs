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
        Assert.Equal(Report(0, 0, 0), _counts.Measure().All);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(Report(1, 1, 0), _counts.Measure().All);
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(Report(0, 0, 0), _counts.Measure().All);
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

        Assert.Equal(1, _counts.Measure().All.Attempts);
    }

    [Fact]
    public void A_user_counts_once_with_the_latest_outcome()
    {
        _counts.Add("tenant", "user", ConnectionOutcome.IceFailed);
        _counts.Add("tenant", "user", ConnectionOutcome.IceFailed);
        _counts.Add("other tenant", "user", ConnectionOutcome.IceFailed);
        Assert.Equal(Report(2, 2, 0), _counts.Measure().All);

        _counts.Add("tenant", "user", ConnectionOutcome.Connected);
        Assert.Equal(Report(2, 1, 0), _counts.Measure().All);
    }

    [Fact]
    public void The_number_of_counted_users_is_limited()
    {
        AddUsers("tenant", ConnectionCounts.MaxUsersOfTenant + 1, ConnectionOutcome.Connected);
        Assert.Equal(ConnectionCounts.MaxUsersOfTenant, _counts.Measure().All.Attempts);

        for (var tenant = 0; tenant <= ConnectionCounts.MaxUsers / ConnectionCounts.MaxUsersOfTenant; tenant++)
        {
            AddUsers($"tenant {tenant}", ConnectionCounts.MaxUsersOfTenant, ConnectionOutcome.Connected);
        }

        Assert.Equal(ConnectionCounts.MaxUsers, _counts.Measure().All.Attempts);
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(0, _counts.Measure().All.Attempts);
        AddUsers("tenant", 1, ConnectionOutcome.Connected);
        Assert.Equal(1, _counts.Measure().All.Attempts);
    }

    [Fact]
    public void Tenants_with_failures_are_counted_separately_most_failures_first()
    {
        AddUsers("works", 4, ConnectionOutcome.Connected);
        AddUsers("fails once", 1, ConnectionOutcome.DtlsFailed);
        AddUsers("fails often", 3, ConnectionOutcome.IceFailed);
        _counts.Add("fails often", "user", ConnectionOutcome.Connected);

        var (all, tenants) = _counts.Measure();

        Assert.Equal(Report(9, 3, 1), all);
        Assert.Equal([Report(4, 3, 0), Report(1, 0, 1)], tenants);
    }

    [Fact]
    public void The_number_of_tenants_is_limited_to_those_with_most_failures()
    {
        for (var tenant = 1; tenant <= ConnectionCounts.MaxTenants + 1; tenant++)
        {
            AddUsers($"tenant {tenant}", tenant, ConnectionOutcome.IceFailed);
        }

        Assert.Equal(
            Enumerable.Range(2, ConnectionCounts.MaxTenants).Reverse(), _counts.Measure().Tenants.Select(tenant => tenant.IceFailures));
    }

    [Fact]
    public async Task A_peer_that_leaves_earlier_does_not_count()
    {
        var attempt = Attempt();
        var transport = await TransportAsync();
        attempt.Begin(transport);

        transport.Close();
        _time.Advance(TimeLimit);

        Assert.Equal(0, _counts.Measure().All.Attempts);
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
        await Eventually.TrueAsync(() => metrics.Connections.Measure().All == Report(1, 0, 1), "the failure is counted");
        var report = _node.Services.GetRequiredService<ReportWriter>().Write().Single();
        Assert.Equal(Report(1, 0, 1), report.Connections);
        Assert.Equal([Report(1, 0, 1)], report.TenantConnections);
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    // The worker begins the handshake.
    private static object ServerRole => new
    {
        role = "server",
        fingerprints = new[] { new { algorithm = "sha-256", value = string.Join(':', Enumerable.Repeat("AB", 32)) } },
    };

    private void AddUsers(string tenant, int users, ConnectionOutcome outcome)
    {
        for (var user = 0; user < users; user++)
        {
            _counts.Add(tenant, $"user {user}", outcome);
        }
    }

    private ConnectionAttempt Attempt() => new("tenant", "user", _counts, _time);

    private static ConnectionReport Report(int attempts, int iceFailures, int dtlsFailures) =>
        new() { Attempts = attempts, IceFailures = iceFailures, DtlsFailures = dtlsFailures };

    private Task<WebRtcTransport> TransportAsync() =>
        _router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { WebRtcServer = _slot.Server });
}
