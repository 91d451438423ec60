using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Signal.Contracts.Errors;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Limits;

/// <summary>A client that exceeds its rate has little effect on the others, the disk and the node.</summary>
public sealed class FloodTests
{
    [Theory]
    [InlineData("""{"type":6}""")]
    [InlineData("""{"type":5,"invocationId":"1"}""")]
    [InlineData("""{"type":3,"invocationId":"1","result":{}}""")]
    [InlineData("""{"type":1,"target":"join","arguments":[{}]}""")]
    public async Task A_client_far_above_its_rate_is_disconnected(string message)
    {
        await using var node = await NodeHost.StartAsync(("Limits:RequestsPerSecond", "0.01"), ("Limits:RequestBurst", "5"), ("Limits:Consumers", "10"));
        await using var alice = await node.ConnectAsync(spec => spec with { RoomId = "room" });
        using var mallory = await RawClient.OpenAsync(node.Url, node.Token(spec => spec with { RoomId = "room" }));

        try
        {
            for (var sent = 0; sent < 100; sent++)
            {
                await mallory.SendAsync(message);
            }
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // The connection was closed already.
        }

        await mallory.ClosedAsync();
        await alice.AskAsync("getRouterRtpCapabilities");
    }

    [Theory]
    [InlineData("not JSON\u001e")]
    [InlineData("{\"type\":1,\"target\":\"join\",\"arguments\":[{}]")]
    public async Task The_log_contains_the_reason_of_a_closed_connection(string message)
    {
        await using var node = await NodeHost.StartAsync(("Limits:MaxMessageBytes", "4096"), ("Limits:MaxPayloadBytes", "4096"));
        using var mallory = await RawClient.OpenAsync(node.Url, node.Token());
        await mallory.HearsAsync("welcome");

        await mallory.SendRawAsync(message.PadRight(5000));

        await mallory.ClosedAsync();
        await Eventually.TrueAsync(() => node.Logged.Any(line => IsClosure(line.Message)), "the reason is in the log");
        Assert.Single(node.Logged, line => IsClosure(line.Message));
    }

    private static bool IsClosure(string message) =>
        message.StartsWith("Connection of peer ", StringComparison.Ordinal) && message.Contains(" closed: ", StringComparison.Ordinal);

    [Fact]
    public async Task Refusals_of_a_peer_write_one_line_a_minute()
    {
        await using var node = await NodeHost.StartAsync(("Logging:LogLevel:Default", "Debug"));
        await using var mallory = await node.JoinAsync("room");

        for (var call = 0; call < 100; call++)
        {
            await mallory.RefusedAsync("restartIce", new { transportId = "none" });
        }

        Assert.Single(
            node.Logged,
            line => line.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || line.Category.EndsWith(".RequestFilter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_budget_of_requests_belongs_to_the_user_of_the_room()
    {
        await using var node = await NodeHost.StartAsync(("Limits:RequestsPerSecond", "0.001"), ("Limits:RequestBurst", "3"));
        await using (var first = await node.ConnectAsync(spec => spec with { UserId = "mallory" }))
        {
            await first.AskAsync("getRouterRtpCapabilities");
            await first.AskAsync("getRouterRtpCapabilities");
            await first.AskAsync("getRouterRtpCapabilities");
        }

        await using var second = await node.ConnectAsync(spec => spec with { UserId = "mallory" });
        await using var other = await node.ConnectAsync(spec => spec with { UserId = "alice" });

        Assert.Equal(SignalErrorCode.RateLimited, await second.RefusedAsync("getRouterRtpCapabilities"));
        await other.AskAsync("getRouterRtpCapabilities");
    }

    [Fact]
    public async Task Pauses_beyond_the_budget_are_merged_and_the_last_one_counts()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var bob = await node.JoinAsync("room", "Bob");
        var producerId = await alice.ProduceAudioAsync();
        await bob.HearsAsync("newConsumer");

        for (var turn = 0; turn < 50; turn++)
        {
            await alice.Connection.SendAsync("pauseProducer", new { producerId });
            await alice.Connection.SendAsync("resumeProducer", new { producerId });
        }

        await alice.AskAsync("pauseProducer", new { producerId });

        await Eventually.TrueAsync(() => Changes() is { Count: > 10 } changes && changes[^1] == "consumerPaused", "the last wish is followed");
        Assert.True(Changes().Count < 50, $"{Changes().Count} changes");

        IReadOnlyList<string> Changes() => [.. bob.Heard.Select(message => message.Name).Where(name => name is "consumerPaused" or "consumerResumed")];
    }

    [Fact]
    public async Task New_streams_are_limited_in_rate()
    {
        await using var node = await NodeHost.StartAsync(("Limits:Producers", "1"), ("Limits:DataProducers", "1"));
        await using var alice = await node.JoinAsync("room");

        var error = await Assert.ThrowsAsync<HubException>(async () =>
        {
            for (var turn = 0; turn < 50; turn++)
            {
                await alice.AskAsync("closeProducer", new { producerId = await alice.ProduceAudioAsync() });
            }
        });

        Assert.Equal(SignalErrorCode.RateLimited, TestClient.ErrorOf(error.Message).Code);
    }
}
