using System.Collections.Concurrent;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Failures;

public sealed class KillTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task After_a_kill_amid_a_thousand_writes_every_accepted_one_is_there()
    {
        await using var survivor = await Installation.StartAsync(azurite);
        var service = await survivor.CreateServiceAsync();
        await survivor.CreateNode("node-1").ReportUntilKnownAsync(survivor.Superservice);
        var port = FreePort.Next();
        await using var victim = StartVictim(survivor, port);
        await victim.WaitForLineAsync("Functions ready");
        using var http = new HttpClient();
        var caller = new ServiceCaller(http, new Uri($"http://127.0.0.1:{port}"), service.ServiceId, service.Key);
        var created = new ConcurrentDictionary<string, int>();
        var deleted = new ConcurrentDictionary<string, bool>();
        var asked = new ConcurrentDictionary<string, bool>();
        var writes = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 125; i++)
            {
                if (Interlocked.Increment(ref writes) == 400)
                {
                    victim.Signal(9);
                }

                try
                {
                    await WriteAsync(caller, $"{worker}-{i}", i, created, deleted, asked);
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        })));

        Assert.True(created.Count > 20, $"only {created.Count} writes were accepted");
        var rooms = await ListAsync(service);
        foreach (var (roomId, version) in created.Where(c => !asked.ContainsKey(c.Key)))
        {
            Assert.True(rooms.TryGetValue(roomId, out var etag), $"room {roomId} was accepted and is lost");
            Assert.True(etag >= version, $"room {roomId} lost a change");
        }

        Assert.All(deleted.Keys, roomId => Assert.DoesNotContain(roomId, rooms.Keys));
        foreach (var roomId in (await ListAsync(service)).Keys.Take(20))
        {
            (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "after" })).ShouldBe(201);
        }

        (await service.PostAsync("/v1/rooms", new { name = "repeated" }, ("Idempotency-Key", "0-0"))).ShouldBeProblem(422, "idempotency-key-reused");
    }

    private static ChildProcess StartVictim(Installation installation, int port)
    {
        var environment = installation.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);
        return ChildProcess.Start(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Signal.FunctionsHost.dll"), Path.Combine(AppContext.BaseDirectory, "Signal.Functions.dll"),
                "--port", $"{port}", "--log-level", "Warning",
            ],
            environment);
    }

    private static async Task WriteAsync(
        ServiceCaller caller, string key, int i, ConcurrentDictionary<string, int> created, ConcurrentDictionary<string, bool> deleted,
        ConcurrentDictionary<string, bool> asked)
    {
        var answer = await caller.PostAsync("/v1/rooms", new { name = key }, ("Idempotency-Key", key));
        if (answer.Status != 201)
        {
            return;
        }

        var roomId = answer.Text("id");
        created[roomId] = 1;
        if (i % 3 == 0 && (await caller.PatchAsync($"/v1/rooms/{roomId}", new { metadata = key })).Status == 200)
        {
            created[roomId] = 2;
        }

        if (i % 4 == 0)
        {
            await caller.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" });
        }

        if (i % 5 == 0)
        {
            asked[roomId] = true;
            if ((await caller.DeleteAsync($"/v1/rooms/{roomId}")).Status == 204)
            {
                deleted[roomId] = true;
            }
        }
    }

    private static async Task<Dictionary<string, long>> ListAsync(ServiceCaller service)
    {
        var rooms = new Dictionary<string, long>();
        for (string? next = "/v1/rooms?limit=200"; next is not null;)
        {
            var page = (await service.GetAsync(next)).ShouldBe(200).Json;
            foreach (var room in page.GetProperty("items").EnumerateArray())
            {
                rooms[room.GetProperty("id").GetString()!] = room.TryGetProperty("metadata", out _) ? 2 : 1;
            }

            next = page.TryGetProperty("continuation", out var continuation) ? "/v1/rooms?limit=200&continuation=" + continuation.GetString() : null;
        }

        return rooms;
    }
}
