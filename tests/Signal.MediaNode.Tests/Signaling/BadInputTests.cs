using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Signal.Contracts.Errors;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Signaling;

/// <summary>Every invalid input gets a typed error; other peers are not affected, no worker dies, no object is left behind.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Thousands_of_hostile_calls_have_no_effect_on_others(bool messagePack)
    {
        await using var node = await NodeHost.StartAsync(
            ("Limits:RequestBurst", "1000000"),
            ("Rooms:DepartureTimeout", "00:00:00"),
            ("Limits:Transports", "50"),
            ("Logging:LogLevel:Default", "Error"),

            // An attacker whose connection was closed may resume within this time, and keeps its transports until then.
            ("Rooms:ResumeGrace", "00:00:01"));
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        var foreign = new[] { await alice.ProduceAudioAsync(), await alice.ProduceDataAsync("chat"), alice.SendTransport, alice.PeerId };
        var received = new[] { await bob.HearsAsync("newConsumer"), await bob.HearsAsync("newDataConsumer") }
            .Select(offer => offer.GetProperty("id").GetString())
            .ToHashSet();
        var worker = Assert.Single(node.Workers.Slots).Worker.Pid;
        await using var attackers = new Attackers(node, messagePack);
        var calls = 0;

        await Check.SampleAsync(
            HostileCalls.Any,
            async call => await attackers.MakeAsync(call, foreign[Interlocked.Increment(ref calls) % foreign.Length]),
            iter: HostileCalls.Count,
            threads: 1);

        Assert.True(calls >= HostileCalls.Count);
        await attackers.DisposeAsync();
        await Eventually.TrueAsync(() => Assert.Single(node.Workers.Slots).Transports.Value == 4, "only Alice's and Bob's transports are left");
        Assert.Equal(worker, Assert.Single(node.Workers.Slots).Worker.Pid);
        Assert.DoesNotContain(bob.Heard.Concat(alice.Heard), message => message.Name is "mediaReset" or "producerClosed" or "producerPaused" or "kicked");
        Assert.DoesNotContain(bob.Heard, message => Concerns(message, received));
        Assert.Equal(JsonValueKind.Array, (await alice.AskAsync("getProducerStats", new { producerId = foreign[0] })).ValueKind);
        await alice.AskAsync("leave");
        await bob.AskAsync("leave");
        await node.BecomesEmptyAsync();
    }

    [Fact]
    public async Task Requests_in_the_wrong_state_are_refused_with_its_code()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.ConnectAsync();
        var transport = (await alice.AskAsync("createWebRtcTransport", new { producing = true })).GetProperty("id").GetString();
        var connect = new { transportId = transport, dtlsParameters = ClientMedia.DtlsParameters };
        var produce = new { transportId = transport, kind = "audio", rtpParameters = ClientMedia.Opus(1) };
        Assert.Equal(SignalErrorCode.InvalidState, await alice.RefusedAsync("produce", produce));
        await alice.AskAsync("join");
        await alice.AskAsync("connectWebRtcTransport", connect);

        Assert.Equal(SignalErrorCode.InvalidState, await alice.RefusedAsync("join"));
        Assert.Equal(SignalErrorCode.InvalidState, await alice.RefusedAsync("connectWebRtcTransport", connect));
        Assert.Equal(SignalErrorCode.BadRequest, await alice.RefusedAsync("produce", produce with { kind = "video" }));
        Assert.Equal(
            SignalErrorCode.Rejected,
            await alice.RefusedAsync("produce", new { transportId = transport, kind = "audio", rtpParameters = new { codecs = Array.Empty<object>() } }));
        await alice.AskAsync("produce", produce);
        Assert.Equal(SignalErrorCode.Rejected, await alice.RefusedAsync("produce", produce));
        await alice.AskAsync("closeTransport", new { transportId = transport });
        Assert.Equal(SignalErrorCode.NotFound, await alice.RefusedAsync("produce", produce));
        Assert.Equal(SignalErrorCode.NotFound, await alice.RefusedAsync("pauseConsumer", new { consumerId = "none" }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Errors_name_the_mistake(bool messagePack)
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.ConnectAsync(messagePack: messagePack);

        Assert.Equal((SignalErrorCode.BadRequest, "Unknown method."), await alice.RefusedAsync("noSuchMethod", [new { }]));
        Assert.Equal((SignalErrorCode.BadRequest, "The request takes exactly one argument, an object."), await alice.RefusedAsync("join", []));
        Assert.Equal((SignalErrorCode.BadRequest, "The request takes exactly one argument, an object."), await alice.RefusedAsync("join", [new { }, new { }]));
        Assert.Equal((SignalErrorCode.BadRequest, "The request takes exactly one argument, an object."), await alice.RefusedAsync("join", ["text"]));
        Assert.Equal((SignalErrorCode.BadRequest, "'transportId' is missing."), await alice.RefusedAsync("restartIce", [new { }]));
        Assert.Equal(
            (SignalErrorCode.BadRequest, "The payload is invalid at '$.transportId'."),
            await alice.RefusedAsync("restartIce", [new { transportId = 7 }]));
        Assert.Equal(
            (SignalErrorCode.BadRequest, "'priority' must be 1 to 255."),
            await alice.RefusedAsync("setConsumerPriority", [new { consumerId = "c", priority = 0 }]));
        Assert.Equal(
            (SignalErrorCode.BadRequest, "'rtpParameters' contains an array with a null element."),
            await alice.RefusedAsync("produce", [new { transportId = "t", kind = "audio", rtpParameters = new { codecs = new object?[] { null } } }]));
        Assert.Equal(
            (SignalErrorCode.LimitReached, "The payload is larger than 65536 bytes."),
            await alice.RefusedAsync("join", [new { displayName = new string('x', 70_000) }]));
    }

    [Fact]
    public async Task A_method_cannot_be_called_as_a_stream()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.ConnectAsync();

        var error = await Assert.ThrowsAsync<HubException>(async () =>
        {
            await foreach (var item in alice.Connection.StreamAsync<JsonElement>("join", new { }))
            {
                Assert.Fail($"Got {item}.");
            }
        });

        Assert.Equal(SignalErrorCode.BadRequest, TestClient.ErrorOf(error.Message).Code);
        await alice.AskAsync("join");
    }

    private static bool Concerns((string Name, JsonElement Data) message, HashSet<string?> received) =>
        message.Name is "consumerClosed" or "consumerPaused" or "dataConsumerClosed"
        && received.Contains(message.Data.EnumerateObject().First().Value.GetString());

    /// <summary>Two hostile clients: one that has joined and sends, one that has only connected.</summary>
    private sealed class Attackers(NodeHost node, bool messagePack) : IAsyncDisposable
    {
        private readonly List<TestClient> _clients = [];
        private TestClient? _joined;
        private TestClient? _connected;
        private string _ownId = "";
        private int _calls;

        public async Task MakeAsync(HostileCalls.Call call, string foreignId)
        {
            var attacker = _calls++ % 2 == 0
                ? _joined ??= await JoinAsync()
                : _connected ??= Keep(await node.ConnectAsync(spec => spec with { RoomId = "room" }, messagePack));
            try
            {
                var arguments = call.Arguments.Select(argument => (object?)HostileCalls.Fill(argument, foreignId, _ownId)).ToArray();
                await attacker.Connection.InvokeCoreAsync<JsonElement>(call.Method, arguments);
            }
            catch (HubException error)
            {
                var (code, message) = TestClient.ErrorOf(error.Message);
                Assert.True(code != SignalErrorCode.Internal, $"{call} failed on the node: {message}");
            }

            if (call.Method == "leave")
            {
                (_joined, _connected) = (attacker == _joined ? null : _joined, attacker == _connected ? null : _connected);
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in _clients)
            {
                await client.DisposeAsync();
            }

            _clients.Clear();
        }

        private async Task<TestClient> JoinAsync()
        {
            var client = Keep(await node.JoinAsync("room", "Mallory", messagePack: messagePack));
            _ownId = client.SendTransport;
            return client;
        }

        private TestClient Keep(TestClient client)
        {
            _clients.Add(client);
            return client;
        }
    }
}
