using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Signal.Testing;

namespace Signal.Mediasoup.Tests.Peers;

/// <summary>A WebRTC endpoint on werift, in a separate Node process.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);
    private readonly Process _node;
    private readonly Task _reading;
    private readonly Channel<JsonNode> _answers = System.Threading.Channels.Channel.CreateUnbounded<JsonNode>();
    private readonly List<JsonNode> _events = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Peer(Process node)
    {
        _node = node;
        _reading = ReadAsync();
    }

    public static async Task<Peer> StartAsync()
    {
        var folder = Repository.PathOf("tests", "Signal.Mediasoup.Tests", "Peers");
        var packages = await SetupScript.RunAsync("npm.sh", [folder]);
        return new Peer(Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "peer.mjs"), packages])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
    }

    /// <summary>The transport parameters that a peer needs, as an application would send them.</summary>
    public static JsonObject Describe(WebRtcTransport transport) => new()
    {
        ["iceParameters"] = Json(transport.IceParameters),
        ["iceCandidates"] = Json(transport.IceCandidates),
        ["dtlsParameters"] = Json(transport.DtlsParameters),
        ["sctpParameters"] = transport.SctpParameters is { } sctp ? Json(sctp) : null,
    };

    public static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value, MediasoupJson.Options);

    public static T Read<T>(JsonNode? json) => json.Deserialize<T>(MediasoupJson.Options)!;

    /// <summary>Sends a request to the peer and returns its answer.</summary>
    public async Task<JsonNode> AskAsync(string request, JsonObject data)
    {
        data["request"] = request;
        await _node.StandardInput.WriteLineAsync(data.ToJsonString());
        using var timeout = new CancellationTokenSource(WaitTimeout);
        var answer = await _answers.Reader.ReadAsync(timeout.Token);
        return answer["answer"] ?? throw new InvalidOperationException($"The peer could not {request}: {answer["failure"]}");
    }

    /// <summary>The peer opens a connection to send what <paramref name="media"/> names, and the transport connects to it.</summary>
    public async Task<RtpParameters[]> SendOverAsync(WebRtcTransport transport, string[] media, params DataChannel[] dataChannels)
    {
        var answer = await AskAsync("send", new JsonObject
        {
            ["transport"] = Describe(transport),
            ["media"] = Json(media),
            ["dataChannels"] = Json(dataChannels),
        });
        await transport.ConnectAsync(Read<DtlsParameters>(answer["dtlsParameters"]));
        return Read<RtpParameters[]>(answer["rtpParameters"]);
    }

    /// <summary>The peer opens a connection to receive these consumers, and the transport connects to it.</summary>
    public async Task ReceiveOverAsync(WebRtcTransport transport, Consumer[] consumers, params DataChannel[] dataChannels)
    {
        var answer = await AskAsync("receive", new JsonObject
        {
            ["transport"] = Describe(transport),
            ["consumers"] = new JsonArray([.. consumers.Select(consumer => new JsonObject
            {
                ["kind"] = Json(consumer.Kind),
                ["rtpParameters"] = Json(consumer.RtpParameters),
            })]),
            ["dataChannels"] = Json(dataChannels),
        });
        await transport.ConnectAsync(Read<DtlsParameters>(answer["dtlsParameters"]));
    }

    /// <summary>Has the peer send one RTP packet on the track with that index.</summary>
    public Task SendRtpAsync(int track, int sequenceNumber, int timestamp, byte[] payload) => AskAsync("rtp", new JsonObject
    {
        ["track"] = track,
        ["sequenceNumber"] = sequenceNumber,
        ["timestamp"] = timestamp,
        ["payload"] = Convert.ToBase64String(payload),
    });

    public Task SendTextAsync(int channel, string text) => AskAsync("message", new JsonObject { ["id"] = channel, ["text"] = text });

    public Task SendBytesAsync(int channel, byte[] bytes) =>
        AskAsync("message", new JsonObject { ["id"] = channel, ["binary"] = Convert.ToBase64String(bytes) });

    /// <summary>Waits until the peer's connection is in that state.</summary>
    public Task ReachAsync(string state) => EventAsync("state", it => (string?)it["state"] == state);

    /// <summary>The first matching event of that name, past or future.</summary>
    public async Task<JsonNode> EventAsync(string name, Func<JsonNode, bool>? fits = null)
    {
        using var timeout = new CancellationTokenSource(WaitTimeout);
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (_events.Find(it => (string?)it["event"] == name && fits?.Invoke(it) != false) is { } found)
                {
                    return found;
                }

                news = _news.Task;
            }

            try
            {
                await news.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException deadlineReached)
            {
                throw new InvalidOperationException(
                    $"No {name} that fits among: {string.Join('\n', Events().Select(it => it.ToJsonString()))}", deadlineReached);
            }
        }
    }

    /// <summary>All events so far.</summary>
    public JsonNode[] Events()
    {
        lock (_gate)
        {
            return [.. _events];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        await _reading;
        _node.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _node.StandardOutput.ReadLineAsync() is { } line)
        {
            var message = JsonNode.Parse(line)!;
            if (message["event"] is null)
            {
                await _answers.Writer.WriteAsync(message);
                continue;
            }

            lock (_gate)
            {
                _events.Add(message);
                _news.SetResult();
                _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        _answers.Writer.Complete();
    }
}

/// <summary>A data channel with a pre-negotiated id.</summary>
internal sealed record DataChannel(int Id, string Label, bool Ordered = true, int? MaxRetransmits = null);
