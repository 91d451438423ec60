using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Rooms;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Rooms;

/// <summary>A service whose rooms expire in large numbers.</summary>
public sealed class RoomUpkeepTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private const string Deletion = "\"Deleting\":true";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task It_does_not_delay_the_rooms_of_others()
    {
        await using var app = shared.Installation.CreateServicesApart();
        var agenda = app.GetRequiredService<RoomAgenda>();
        var longAgo = TimeProvider.System.GetUtcNow().AddHours(-1);
        await Parallel.ForEachAsync(Enumerable.Range(0, 2100), Cancelled, async (i, cancelled) =>
            await agenda.AddAsync(Room("many", $"{i}"), longAgo, cancelled));
        await agenda.AddAsync(Room("few", "due"), longAgo.AddMinutes(1), Cancelled);
        await agenda.AddAsync(Room("few", "not-due"), longAgo.AddDays(1), Cancelled);

        var due = await agenda.TakeDueAsync(Cancelled);

        Assert.Contains(due.Take(2), entry => entry is { ServiceId: "few", RoomId: "due" });
        Assert.Single(due, entry => entry.ServiceId == "few");
        Assert.Equal(due.Count, due.DistinctBy(entry => entry.RowKey).Count());
    }

    [Fact]
    public async Task It_does_not_delay_the_detection_of_dead_nodes()
    {
        await using var tables = await CountingProxy.StartAsync(shared.Azurite);
        await using var app = shared.Installation.CreateServicesApart(("Tables:ConnectionString", tables.ConnectionString));
        var housekeeping = app.GetRequiredService<Housekeeping>();

        await housekeeping.RunOftenAsync(Cancelled);
        Assert.Contains(tables.Requests, request => request.Contains("Nodes", StringComparison.Ordinal));
        Assert.DoesNotContain(tables.Requests, request => request.Contains("RoomsDue", StringComparison.Ordinal));

        await housekeeping.RunRoomsAsync(Cancelled);
        Assert.Contains(tables.Requests, request => request.Contains("RoomsDue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_rooms_are_deleted_concurrently()
    {
        using var both = new CountdownEvent(2);
        var isConcurrent = true;
        await using var tables = await CountingProxy.StartAsync(shared.Azurite, written =>
        {
            if (written.Contains(Deletion, StringComparison.Ordinal))
            {
                both.Signal();
                if (!both.Wait(Timeout, Cancelled))
                {
                    isConcurrent = false;
                }
            }
        });
        await using var app = await WithExpiredRoomsAsync(2, tables);

        await app.GetRequiredService<RoomUpkeep>().RunDueAsync(Cancelled);

        Assert.True(isConcurrent);
        Assert.Equal(0, await app.GetRequiredService<RoomStore>().OfServiceAsync("many", Cancelled).CountAsync(Cancelled));
        Assert.Empty(await app.GetRequiredService<RoomAgenda>().TakeDueAsync(Cancelled));
    }

    [Fact]
    public async Task A_run_that_lasts_too_long_leaves_the_rest_to_the_next()
    {
        const int Rooms = 60;
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var tables = await CountingProxy.StartAsync(shared.Azurite, written =>
        {
            if (written.Contains(Deletion, StringComparison.Ordinal))
            {
                time.Advance(TimeSpan.FromMinutes(1));
            }
        });
        await using var app = await WithExpiredRoomsAsync(Rooms, tables);
        var upkeep = ActivatorUtilities.CreateInstance<RoomUpkeep>(app, time);
        var agenda = app.GetRequiredService<RoomAgenda>();

        await upkeep.RunDueAsync(Cancelled);
        var left = (await agenda.TakeDueAsync(Cancelled)).Count;
        Assert.InRange(left, 1, Rooms - 1);

        await upkeep.RunDueAsync(Cancelled);
        Assert.InRange((await agenda.TakeDueAsync(Cancelled)).Count, 0, left - 1);
    }

    private async Task<ServiceProvider> WithExpiredRoomsAsync(int count, CountingProxy tables)
    {
        var app = shared.Installation.CreateServicesApart(("Tables:ConnectionString", tables.ConnectionString), ("Tables:Timeout", "00:00:30"));
        for (var i = 0; i < count; i++)
        {
            var room = Room("many", $"{i}");
            Assert.True(await app.GetRequiredService<RoomStore>().TryInsertAsync(room, Cancelled));
            await app.GetRequiredService<RoomAgenda>().AddAsync(room, room.ExpiresAt!.Value, Cancelled);
        }

        return app;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static RoomEntity Room(string serviceId, string id) => new()
    {
        PartitionKey = serviceId,
        RowKey = id,
        Spec = new RoomSpec { Name = id, EmptyTimeoutSeconds = 1 },
        CreatedAt = TimeProvider.System.GetUtcNow().AddMinutes(-1),
        UpdatedAt = TimeProvider.System.GetUtcNow().AddMinutes(-1),
    };
}
