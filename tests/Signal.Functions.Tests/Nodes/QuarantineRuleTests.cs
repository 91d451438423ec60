using Signal.Contracts.Messages;
using Signal.Functions.Nodes;

namespace Signal.Functions.Tests.Nodes;

public sealed class QuarantineRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly QuarantineOptions Options = new();
    private static readonly NodeSigns Healthy = new(0.5, 0.5, TimeSpan.Zero, TimeSpan.Zero, Connections(100, 0, 0), [], []);

    public static TheoryData<string, NodeSigns, string?> Signs => new()
    {
        { "healthy", Healthy, null },
        { "older node", new NodeSigns(null, null, TimeSpan.Zero, null, null, [], []), null },
        { "disk almost full", Healthy with { Disk = 0.9499 }, null },
        { "disk full", Healthy with { Disk = 0.95 }, "disk-full" },
        { "memory almost full", Healthy with { Memory = 0.9499 }, null },
        { "memory full", Healthy with { Memory = 0.95 }, "memory-full" },
        { "clock within the limit", Clock(5, 5), null },
        { "clock leads", Clock(6, 6), "clock-off" },
        { "clock lags", Clock(-6, -6), "clock-off" },
        { "one report that took long", Clock(-6, 0), null },
        { "the report after it", Clock(0, -6), null },
        { "first report", Healthy with { ClockOffset = TimeSpan.FromHours(1), FormerClockOffset = null }, null },
        { "a tenth fails", Healthy with { Connections = Connections(30, 3, 3) }, null },
        { "more than a tenth of ICE fails", Healthy with { Connections = Connections(30, 4, 0) }, "ice-failures" },
        { "more than a tenth of DTLS fails", Healthy with { Connections = Connections(30, 0, 4) }, "dtls-failures" },
        { "too few peers", Healthy with { Connections = Connections(29, 29, 0) }, null },
        { "a node that does not count tenants", Tenants(Connections(100, 20, 0)), "ice-failures" },
        { "the only tenant fails", Tenants(Connections(100, 20, 0), Connections(100, 20, 0)), "ice-failures" },
        { "one tenant of two fails", Tenants(Connections(100, 60, 0), Connections(60, 60, 0)), null },
        { "so does a tenth of the other", Tenants(Connections(100, 64, 0), Connections(60, 60, 0), Connections(40, 4, 0)), null },
        { "so does more than a tenth of the other", Tenants(Connections(100, 65, 0), Connections(60, 60, 0), Connections(40, 5, 0)), "ice-failures" },
        { "more than a tenth of each tenant's DTLS", Tenants(Connections(100, 0, 12), Connections(50, 0, 6), Connections(50, 0, 6)), "dtls-failures" },
        {
            "a small tenant beside a large one with as many failures",
            Tenants(Connections(1030, 120, 0), Connections(1000, 90, 0), Connections(30, 30, 0)),
            null
        },
        { "one tenant's ICE and another's DTLS", Tenants(Connections(100, 50, 50), Connections(50, 50, 0), Connections(50, 0, 50)), null },
        { "few users, of whom all fail, confirm a tenant", Tenants(Connections(32, 32, 0), Connections(30, 30, 0), Connections(2, 2, 0)), "ice-failures" },
        { "three returns", Healthy with { Returns = Minutes(1, 2, 3) }, null },
        { "four returns", Healthy with { Returns = Minutes(1, 2, 3, 4) }, "flapping" },
        { "one of four is long ago", Healthy with { Returns = Minutes(1, 2, 3, 11) }, null },
        { "two faults", Healthy with { Disk = 1, Memory = 1 }, "disk-full" },
    };

    [Theory]
    [MemberData(nameof(Signs))]
    public void A_fault_begins_a_quarantine(string name, NodeSigns signs, string? reason)
    {
        var quarantine = QuarantineRule.Decide(null, signs, Options, Now);

        Assert.Equal((name, reason), (name, quarantine?.Reason));
        Assert.True(quarantine is null || (quarantine.Since, quarantine.SeenAt) == (Now, Now));
    }

    [Fact]
    public void It_ends_when_the_fault_has_been_absent_for_a_while()
    {
        var current = new Quarantine(QuarantineReasons.DiskFull, Now.AddHours(-1), Now);

        Assert.Equal(current, QuarantineRule.Decide(current, Healthy, Options, Now + Options.EndAfter - TimeSpan.FromTicks(1)));
        Assert.Null(QuarantineRule.Decide(current, Healthy, Options, Now + Options.EndAfter));
    }

    [Fact]
    public void A_fault_that_comes_back_extends_it()
    {
        var current = new Quarantine(QuarantineReasons.DiskFull, Now.AddHours(-1), Now.AddMinutes(-1));

        Assert.Equal(current with { SeenAt = Now }, QuarantineRule.Decide(current, Healthy with { Disk = 1 }, Options, Now));
    }

    [Fact]
    public void The_reason_stays_while_its_fault_lasts_and_then_is_that_of_another()
    {
        var current = new Quarantine(QuarantineReasons.MemoryFull, Now.AddHours(-1), Now.AddMinutes(-1));

        Assert.Equal("memory-full", QuarantineRule.Decide(current, Healthy with { Disk = 1, Memory = 1 }, Options, Now)!.Reason);
        Assert.Equal("disk-full", QuarantineRule.Decide(current, Healthy with { Disk = 1 }, Options, Now)!.Reason);
        Assert.Equal(current.Since, QuarantineRule.Decide(current, Healthy with { Disk = 1 }, Options, Now)!.Since);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3600, 0, 0)]
    [InlineData(-3600, 0, 0)]
    [InlineData(60, 60, 0)]
    [InlineData(0, 0, 60)]
    [InlineData(0, 0, -60)]
    public void Only_a_clock_that_differs_from_both_others_is_off(int controlPlane, int bus, int node)
    {
        var entity = new NodeEntity();

        entity.Fold(Report(Now.AddSeconds(node)), enqueuedAt: Now.AddSeconds(bus), now: Now.AddSeconds(controlPlane), TimeSpan.FromSeconds(10));

        // The control plane and the bus can also differ from the node together.
        Assert.Equal(controlPlane == bus ? node - bus : 0, entity.ClockOffset);
    }

    [Fact]
    public void Restarts_and_gaps_are_returns_but_an_outage_of_the_control_plane_is_not()
    {
        var (entity, gap) = (new NodeEntity(), TimeSpan.FromSeconds(10));
        entity.Fold(Report(Now), Now, Now, gap);
        Assert.Empty(entity.Signs.Returns);

        // Reports that waited in the queue were sent without a gap.
        entity.Fold(Report(Now.AddSeconds(1)), Now.AddSeconds(1), Now.AddMinutes(5), gap);
        entity.Fold(Report(Now.AddSeconds(2)), Now.AddSeconds(2), Now.AddMinutes(5), gap);
        Assert.Empty(entity.Signs.Returns);

        entity.Fold(Report(Now.AddMinutes(6)), Now.AddMinutes(6), Now.AddMinutes(6), gap);
        entity.Fold(Report(Now.AddMinutes(6)) with { Epoch = 2 }, Now.AddMinutes(6), Now.AddMinutes(7), gap);
        Assert.Equal([Now.AddMinutes(6), Now.AddMinutes(7)], entity.Signs.Returns);
    }

    [Fact]
    public void Counts_of_tenants_are_those_of_the_newest_report_also_when_it_has_none()
    {
        var (entity, gap) = (new NodeEntity(), TimeSpan.FromSeconds(10));
        var counted = Report(Now) with { Connections = Connections(60, 50, 0), TenantConnections = [Connections(50, 50, 0)] };

        entity.Fold(counted, Now, Now, gap);
        Assert.Equal([Connections(50, 50, 0)], entity.Signs.TenantConnections);
        Assert.Null(QuarantineRule.Decide(null, entity.Signs, Options, Now));

        entity.Fold(counted with { TenantConnections = null }, Now, Now, gap);
        Assert.Empty(entity.Signs.TenantConnections);
        Assert.Equal("ice-failures", QuarantineRule.Decide(null, entity.Signs, Options, Now)!.Reason);
    }

    private static ConnectionReport Connections(int attempts, int iceFailures, int dtlsFailures) =>
        new() { Attempts = attempts, IceFailures = iceFailures, DtlsFailures = dtlsFailures };

    private static NodeSigns Tenants(ConnectionReport all, params ConnectionReport[] tenants) =>
        Healthy with { Connections = all, TenantConnections = tenants };

    private static NodeSigns Clock(double seconds, double former) =>
        Healthy with { ClockOffset = TimeSpan.FromSeconds(seconds), FormerClockOffset = TimeSpan.FromSeconds(former) };

    private static DateTimeOffset[] Minutes(params int[] ago) => [.. ago.Select(minutes => Now.AddMinutes(-minutes))];

    private static NodeReport Report(DateTimeOffset sentAt) => new()
    {
        NodeId = "n", Epoch = 1, Sequence = 1, SentAt = sentAt, Url = "http://n.example/signal", Version = "1", State = NodeState.Serving, Load = 0,
        Workers = [], Rooms = [],
    };
}
