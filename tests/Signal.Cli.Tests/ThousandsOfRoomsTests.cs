using System.Text.Json.Nodes;
using Signal.Admin;

namespace Signal.Cli.Tests;

/// <summary>Thousands of rooms in the table emulator.</summary>
[Collection(nameof(LiveInstallation))]
public sealed class ThousandsOfRoomsTests(LiveInstallation installation)
{
    private const int Rooms = 2_500;
    private const int Callers = 16;

    [Fact(Timeout = 300_000)]
    public async Task Each_is_listed_once_and_a_limit_ends_the_list()
    {
        using var http = new HttpClient();
        var service = await installation.Superservice.Services.CreateAsync(new ServiceSpec("tenant"), cancellationToken: TestContext.Current.CancellationToken);
        using var cli = Cli.For(installation.Address, service.Id, service.NewKey!.Key);
        var tenant = new AdminClient(http, new() { Address = installation.Address, ServiceId = service.Id, Key = service.NewKey.Key });
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Rooms),
            new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = TestContext.Current.CancellationToken },
            async (number, cancelled) => await tenant.Rooms.CreateAsync(new RoomSpec { Name = $"room {number}" }, cancellationToken: cancelled));

        var all = await cli.JsonAsync("rooms", "list");
        var few = await cli.JsonAsync("rooms", "list", "--limit", "120");

        Assert.Equal(Enumerable.Range(0, Rooms).Select(number => $"room {number}").Order(), Names(all).Order());
        Assert.Equal(Names(all).Take(120), Names(few));
    }

    private static IEnumerable<string> Names(JsonNode rooms) => rooms.AsArray().Select(room => (string)room!["name"]!);
}
