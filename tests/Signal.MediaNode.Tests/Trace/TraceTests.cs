using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Trace;

/// <summary>The trace of a room, with real workers.</summary>
public sealed class TraceTests : IDisposable
{
    private const string Room = "room";
    private readonly HttpClient _http = new();

    [Fact]
    public async Task A_trace_shows_transports_and_streams_with_statistics()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync(Room, "Alice");
        await using var bob = await node.JoinAsync(Room, "Bob");
        var audio = await alice.ProduceAudioAsync();
        var video = await alice.ProduceVideoAsync();
        var data = await alice.ProduceDataAsync("chat");
        await bob.HearsAsync("newConsumer", offer => offer.GetProperty("producerId").GetString() == video);
        await bob.HearsAsync("newDataConsumer");

        var trace = await ReadAsync(node);

        Assert.Equal(
            (Room, "node-under-test", 2, false),
            (Text(trace, "roomId"), Text(trace, "nodeId"), Number(trace, "peerCount"), trace.GetProperty("partial").GetBoolean()));
        var router = Assert.Single(Items(trace, "routers"));
        Assert.Equal((node.Workers.Slots.First().Worker.Pid, 2), (Number(router, "workerPid"), Number(router, "peerCount")));
        var (sender, receiver) = (PeerOf(trace, alice), PeerOf(trace, bob));
        Assert.Equal("Alice", Text(sender, "name"));
        Assert.True(sender.GetProperty("connected").GetBoolean());
        Assert.Equal(["receive", "send"], Items(sender, "transports").Select(transport => Text(transport, "direction")).Order());
        Assert.All(Items(sender, "transports"), transport => Assert.Equal("webrtc-transport", Text(transport.GetProperty("stats")[0], "type")));
        Assert.Equal([audio, video], Items(sender, "producers").Select(producer => Text(producer, "id")));
        Assert.Equal(["microphone", "camera"], Items(sender, "producers").Select(producer => Text(producer, "source")));
        Assert.All(Items(sender, "producers"), producer => Assert.Equal(JsonValueKind.Array, producer.GetProperty("stats").ValueKind));
        Assert.Equal([data], Items(sender, "dataProducers").Select(producer => Text(producer, "id")));
        Assert.Empty(Items(sender, "consumers"));
        Assert.Equal(new HashSet<string?> { audio, video }, [.. Items(receiver, "consumers").Select(consumer => Text(consumer, "producerId"))]);
        Assert.All(
            Items(receiver, "consumers"),
            consumer => Assert.Contains("outbound-rtp", consumer.GetProperty("stats").GetRawText(), StringComparison.Ordinal));
        Assert.Equal([data], Items(receiver, "dataConsumers").Select(consumer => Text(consumer, "producerId")));
    }

    [Fact]
    public async Task Pages_contain_each_peer_once()
    {
        await using var node = await NodeHost.StartAsync();
        var clients = new List<TestClient>();
        for (var i = 0; i < 5; i++)
        {
            clients.Add(await node.JoinAsync(Room));
        }

        var seen = new List<string?>();
        var pages = 0;
        for (string? after = ""; after is not null; pages++)
        {
            var page = await ReadAsync(node, $"?limit=2{(after.Length > 0 ? $"&after={after}" : "")}");
            Assert.InRange(page.GetProperty("peers").GetArrayLength(), 1, 2);
            seen.AddRange(Items(page, "peers").Select(peer => Text(peer, "peerId")));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(3, pages);
        Assert.Equal(clients.Select(client => client.PeerId).Order(StringComparer.Ordinal), seen);
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("garbage")]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("long life")]
    [InlineData("other room")]
    [InlineData("other node")]
    [InlineData("other epoch")]
    [InlineData("foreign key")]
    [InlineData("room token")]
    [InlineData("room token's audience")]
    public async Task Other_tokens_are_refused_alike(string flaw)
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync(Room);
        using var foreign = new TokenMint();
        var now = TimeProvider.System.GetUtcNow();
        var token = flaw switch
        {
            "garbage" => "a.b.c",
            "expired" => Token(node, spec => spec with { IssuedAt = now - TimeSpan.FromMinutes(5) }),
            "not yet" => Token(node, spec => spec with { IssuedAt = now + TimeSpan.FromMinutes(5) }),
            "long life" => Token(node, spec => spec with { Life = TimeSpan.FromMinutes(2) }),
            "other room" => Token(node, spec => spec with { RoomId = "another-room" }),
            "other node" => Token(node, spec => spec with { NodeId = TraceTokenClaims.AudienceOf("another-node") }),
            "other epoch" => Token(node, spec => spec with { Epoch = spec.Epoch - 1 }),
            "foreign key" => foreign.Mint(Spec(node)),
            "room token" => node.Token(spec => spec with { RoomId = Room }),
            "room token's audience" => Token(node, spec => spec with { NodeId = node.Identity.Id }),
            _ => null,
        };

        using var answer = await SendAsync(node, token, "?limit=no");

        Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_page_ends_when_it_has_enough_transports_and_streams()
    {
        await using var node = await NodeHost.StartAsync(("Trace:ObjectsPerPage", "2"));
        await using var alice = await node.JoinAsync(Room, "Alice");
        await using var bob = await node.JoinAsync(Room, "Bob");

        var first = await ReadAsync(node);
        var second = await ReadAsync(node, $"?after={Text(first, "next")}");

        Assert.False(second.TryGetProperty("next", out _));
        Assert.Equal(
            new[] { alice.PeerId, bob.PeerId }.Order(StringComparer.Ordinal),
            Items(first, "peers").Concat(Items(second, "peers")).Select(peer => Text(peer, "peerId")));
        Assert.Single(Items(first, "peers"));
    }

    [Fact]
    public async Task Only_the_named_peers_are_traced_without_statistics_if_so_requested()
    {
        await using var node = await NodeHost.StartAsync(("Trace:ObjectsPerPage", "1"));
        await using var alice = await node.JoinAsync(Room, "Alice");
        await using var bob = await node.JoinAsync(Room, "Bob");
        await using var carol = await node.JoinAsync(Room, "Carol");
        await alice.ProduceAudioAsync();

        var trace = await ReadAsync(node, $"?peer={alice.PeerId}&peer={carol.PeerId}&peer=absent&statistics=false");

        Assert.Equal(
            new[] { alice.PeerId, carol.PeerId }.Order(StringComparer.Ordinal), Items(trace, "peers").Select(peer => Text(peer, "peerId")));
        Assert.Equal((3, false), (Number(trace, "peerCount"), trace.GetProperty("partial").GetBoolean()));
        Assert.False(trace.TryGetProperty("next", out _));
        Assert.DoesNotContain("\"stats\"", trace.GetRawText(), StringComparison.Ordinal);
        Assert.Single(Items(PeerOf(trace, alice), "producers"));

        Assert.Empty(Items(await ReadAsync(node, "?peer=absent"), "peers"));
        Assert.Contains("\"stats\"", (await ReadAsync(node, $"?peer={alice.PeerId}")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_token_of_another_tenant_finds_no_room_and_does_not_open_the_hub()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync(Room);

        using var answer = await SendAsync(node, Token(node, spec => spec with { Tenant = "another-tenant" }));
        using var hub = await _http.PostAsync(new Uri(node.Url, $"/signal/negotiate?negotiateVersion=1&access_token={Token(node)}"), null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, hub.StatusCode);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=51")]
    [InlineData("?limit=-1")]
    [InlineData("?limit=2&limit=3")]
    [InlineData("?statistics=no")]
    [InlineData("?peer=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("?after=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Queries_out_of_range_are_rejected(string query)
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync(Room);

        using var answer = await SendAsync(node, Token(node), query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task With_a_worker_that_does_not_answer_the_trace_is_partial_and_says_so()
    {
        await using var node = await NodeHost.StartAsync(("Trace:StatisticsTimeout", "100ms"));
        await using var alice = await node.JoinAsync(Room);
        await using var bob = await node.JoinAsync(Room);
        var audio = await alice.ProduceAudioAsync();
        await bob.HearsAsync("newConsumer");
        var worker = node.Workers.Slots.First().Worker.Pid;
        SuspendedProcess.Suspend(worker);

        var trace = await ReadAsync(node);

        ProcessSignal.Send(worker, ProcessSignal.Continue);
        Assert.True(trace.GetProperty("partial").GetBoolean());
        Assert.Equal(2, Items(trace, "peers").Count());
        var producer = Assert.Single(Items(PeerOf(trace, alice), "producers"));
        Assert.Equal(audio, Text(producer, "id"));
        Assert.False(producer.TryGetProperty("stats", out var stats) && stats.ValueKind != JsonValueKind.Null);
    }

    [Fact]
    public async Task More_traces_than_allowed_are_told_to_come_later()
    {
        await using var node = await NodeHost.StartAsync(("Trace:StatisticsTimeout", "30s"), ("Trace:Concurrent", "1"));
        await using var alice = await node.JoinAsync(Room);
        var worker = node.Workers.Slots.First().Worker.Pid;
        SuspendedProcess.Suspend(worker);
        Task<HttpResponseMessage>[] traces = [SendAsync(node, Token(node)), SendAsync(node, Token(node))];

        // Either one can arrive first; the other is refused while the worker does not answer.
        var refusedTask = await Task.WhenAny(traces);
        using var refused = await refusedTask;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);

        ProcessSignal.Send(worker, ProcessSignal.Continue);
        using var accepted = await traces.Single(trace => trace != refusedTask);
        Assert.False((await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("partial").GetBoolean());
        await ReadAsync(node);
    }

    public void Dispose() => _http.Dispose();

    private static TokenSpec Spec(NodeHost node) => node.Spec(spec => spec with
    {
        RoomId = Room, Type = TraceTokenClaims.TokenType, NodeId = TraceTokenClaims.AudienceOf(node.Identity.Id), Life = TraceTokenClaims.Lifetime,
    });

    private static string Token(NodeHost node, Func<TokenSpec, TokenSpec>? change = null) =>
        node.Mint.Mint(change is null ? Spec(node) : change(Spec(node)));

    private async Task<JsonElement> ReadAsync(NodeHost node, string query = "")
    {
        using var answer = await SendAsync(node, Token(node), query);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {body}");
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    private async Task<HttpResponseMessage> SendAsync(NodeHost node, string? token, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Url, $"/trace/rooms/{Room}{query}"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }

    private static JsonElement PeerOf(JsonElement trace, TestClient client) => Items(trace, "peers").Single(peer => Text(peer, "peerId") == client.PeerId);

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) => parent.GetProperty(name).EnumerateArray();

    private static string? Text(JsonElement parent, string name) => parent.GetProperty(name).GetString();

    private static int Number(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();
}
