using System.Text.Json;
using System.Text.Json.Nodes;
using MessagePack;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Errors;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Signaling.Protocol;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>A client of the hub, over a real WebSocket with the real SignalR client. It records the server's messages in order.</summary>
public sealed class TestClient : IAsyncDisposable
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);

    private static readonly string[] Events =
    [
        "welcome", "newPeer", "peerClosed", "peerUpdated", "producerScore", "producerPaused", "producerClosed", "consumerScore", "consumerClosed",
        "consumerPaused", "consumerResumed", "consumerLayersChanged", "dataConsumerClosed", "activeSpeaker", "downlinkBwe", "grantsChanged",
        "roomUpdated", "roomData", "muteRequested", "kicked", "roomClosed", "mediaReset", "nodeDraining", "migrate", "move",
    ];

    private readonly Lock _lock = new();
    private readonly List<(string Name, JsonElement Data)> _heard = [];
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TestClient(Uri node, string token, bool messagePack)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(node, "/signal"), HttpTransportType.WebSockets, options =>
            options.AccessTokenProvider = () => Task.FromResult<string?>(token));
        if (messagePack)
        {
            builder.AddMessagePackProtocol(pack => pack.SerializerOptions = MessagePackSerializerOptions.Standard.WithResolver(TranscodingResolver.Instance));
        }

        Connection = builder.Build();
        Connection.Closed += error =>
        {
            _closed.TrySetResult(error);
            return Task.CompletedTask;
        };
        foreach (var name in Events)
        {
            Connection.On<JsonElement>(name, data => Hear(name, data));
        }

        Connection.On<JsonElement, object>("newConsumer", data => Answer("newConsumer", data));
        Connection.On<JsonElement, object>("newDataConsumer", data => Answer("newDataConsumer", data));
    }

    public HubConnection Connection { get; }

    /// <summary>The server's welcome message.</summary>
    public JsonElement Welcome { get; private set; }

    public string PeerId => Welcome.GetProperty("peerId").GetString()!;

    /// <summary>The handler of an offer: throws to refuse it. Null accepts it.</summary>
    public Func<JsonElement, Task>? OnOffer { get; set; }

    /// <summary>The router's capabilities, after the client has joined.</summary>
    public JsonElement Capabilities { get; private set; }

    /// <summary>The participants that were in the room before the client.</summary>
    public JsonElement Others { get; set; }

    /// <summary>The id of the transport to send over.</summary>
    public string SendTransport { get; private set; } = "";

    /// <summary>The id of the transport to receive over.</summary>
    public string ReceiveTransport { get; private set; } = "";

    /// <summary>Whether the connection has ended.</summary>
    public bool Ended => _closed.Task.IsCompleted;

    /// <summary>Completes when the connection ends, with its error.</summary>
    public Task<Exception?> Closed => _closed.Task.WaitAsync(WaitTimeout, TimeProvider.System);

    public static async Task<TestClient> ConnectAsync(Uri node, string token, bool messagePack = false)
    {
        var client = await OpenAsync(node, token, messagePack);
        client.Welcome = await client.HearsAsync("welcome");
        return client;
    }

    /// <summary>Connects without waiting for a welcome.</summary>
    public static async Task<TestClient> OpenAsync(Uri node, string token, bool messagePack = false)
    {
        var client = new TestClient(node, token, messagePack);
        try
        {
            await client.Connection.StartAsync();
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a request; returns the answer.</summary>
    public Task<JsonElement> AskAsync(string method, object? payload = null) => Connection.InvokeAsync<JsonElement>(method, payload ?? new { });

    /// <summary>Sends a request that must be refused; returns the error's code.</summary>
    public async Task<SignalErrorCode> RefusedAsync(string method, object? payload = null) => (await RefusedAsync(method, [payload ?? new { }])).Code;

    /// <summary>Sends a call that must be refused; returns the error's code and message.</summary>
    public async Task<(SignalErrorCode Code, string Message)> RefusedAsync(string method, object?[] arguments)
    {
        var error = await Assert.ThrowsAsync<HubException>(() => Connection.InvokeCoreAsync<JsonElement>(method, arguments));
        return ErrorOf(error.Message);
    }

    /// <summary>Parses the typed error of a hub error.</summary>
    public static (SignalErrorCode Code, string Message) ErrorOf(string message)
    {
        var start = message.IndexOf('{', StringComparison.Ordinal);
        Assert.True(start >= 0, $"Not a typed error: {message}");
        var body = JsonSerializer.Deserialize<JsonElement>(message[start..]);
        return ((SignalErrorCode)body.GetProperty("errcode").GetInt32(), body.GetProperty("errmsg").GetString()!);
    }

    /// <summary>Joins a room as mediasoup-client does: capabilities, two transports, join.</summary>
    public async Task<JsonElement> EnterAsync(bool receive = true, bool send = true)
    {
        Capabilities = await AskAsync("getRouterRtpCapabilities");
        if (receive)
        {
            ReceiveTransport = await MakeTransportAsync(new { consuming = true, sctpCapabilities = ClientMedia.SctpCapabilities });
        }

        if (send)
        {
            SendTransport = await MakeTransportAsync(new { producing = true, sctpCapabilities = ClientMedia.SctpCapabilities });
        }

        return receive
            ? await AskAsync("join", new { device = new { name = "test" }, rtpCapabilities = Capabilities, sctpCapabilities = ClientMedia.SctpCapabilities })
            : await AskAsync("join", new { device = new { name = "test" } });
    }

    /// <summary>Publishes audio; returns the producer's id.</summary>
    public Task<string> ProduceAudioAsync(uint ssrc = 1111, string? source = "microphone") =>
        ProduceAsync(new { transportId = SendTransport, kind = "audio", rtpParameters = ClientMedia.Opus(ssrc), appData = new { source } });

    /// <summary>Publishes simulcast video; returns the producer's id.</summary>
    public Task<string> ProduceVideoAsync(string mid = "v", string? source = "camera") =>
        ProduceAsync(new { transportId = SendTransport, kind = "video", rtpParameters = ClientMedia.SimulcastVp8(mid), appData = new { source } });

    /// <summary>Opens a data channel; returns the data producer's id.</summary>
    public async Task<string> ProduceDataAsync(string label, int streamId = 0, object? appData = null) => (await AskAsync(
        "produceData",
        new
        {
            transportId = SendTransport,
            sctpStreamParameters = new { streamId, ordered = true },
            label,
            protocol = "test",
            appData = appData ?? new { label },
        })).GetProperty("id").GetString()!;

    /// <summary>Waits for the next message of that name that was not consumed before, and consumes it.</summary>
    public Task<JsonElement> HearsAsync(string name) => HearsAsync(name, (JsonElement _) => true);

    /// <summary>Waits for a matching message of that name, and consumes it.</summary>
    public async Task<JsonElement> HearsAsync(string name, Func<JsonElement, bool> fits) =>
        (await HearsAsync(name, message => message.Name == name && fits(message.Data))).Data;

    /// <summary>Waits for the first message of one of those names, and consumes it.</summary>
    public Task<(string Name, JsonElement Data)> HearsAnyAsync(params string[] names) =>
        HearsAsync(string.Join(", ", names), (Predicate<(string Name, JsonElement Data)>)(message => names.Contains(message.Name)));

    /// <summary>Waits for the first message of any name that was not consumed, and consumes it.</summary>
    public Task<(string Name, JsonElement Data)> HearsFirstAsync() => HearsAsync("anything", (Predicate<(string Name, JsonElement Data)>)(_ => true));

    private async Task<(string Name, JsonElement Data)> HearsAsync(string what, Predicate<(string Name, JsonElement Data)> fits)
    {
        using var timeout = new CancellationTokenSource(WaitTimeout);
        while (true)
        {
            Task news;
            lock (_lock)
            {
                var index = _heard.FindIndex(fits);
                if (index >= 0)
                {
                    var message = _heard[index];
                    _heard.RemoveAt(index);
                    return message;
                }

                news = _news.Task;
            }

            try
            {
                await news.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"'{what}' was not heard, but: {string.Join(", ", Heard.Select(message => message.Name))}");
            }
        }
    }

    /// <summary>The received messages that were not consumed, in order.</summary>
    public IReadOnlyList<(string Name, JsonElement Data)> Heard
    {
        get
        {
            lock (_lock)
            {
                return [.. _heard];
            }
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private async Task<string> MakeTransportAsync(object payload)
    {
        var transport = await AskAsync("createWebRtcTransport", payload);
        var id = transport.GetProperty("id").GetString()!;
        await AskAsync("connectWebRtcTransport", new { transportId = id, dtlsParameters = ClientMedia.DtlsParameters });
        return id;
    }

    private async Task<string> ProduceAsync(object payload) => (await AskAsync("produce", payload)).GetProperty("id").GetString()!;

    private async Task<object> Answer(string name, JsonElement offer)
    {
        Hear(name, offer);
        if (OnOffer is { } decide)
        {
            await decide(offer);
        }

        return new JsonObject();
    }

    private void Hear(string name, JsonElement data)
    {
        lock (_lock)
        {
            _heard.Add((name, data));
            var news = _news;
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            news.TrySetResult();
        }
    }
}
