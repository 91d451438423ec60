using System.Diagnostics;
using Signal.MediaNode.Bench.Load;
using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>A room with a peer that sends audio on its home, and one that receives it on the same node or on another one.</summary>
internal sealed class ChangingRoom
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly NodeServer _home;
    private readonly NodeServer _other;
    private readonly string _id = Guid.NewGuid().ToString("n");
    private LoadClient? _sender;
    private LoadClient? _receiver;
    private byte[] _audio = [];
    private (string Event, TaskCompletionSource<long> Heard)? _awaited;

    private ChangingRoom(NodeServer home, NodeServer other) => (_home, _other) = (home, other);

    /// <summary>The peers that stay.</summary>
    public IReadOnlyList<LoadClient> Clients => [_sender!, _receiver!];

    public static async Task<ChangingRoom> OpenAsync(NodeServer home, NodeServer other)
    {
        var room = new ChangingRoom(home, other);
        var script = home.Script;
        var sender = room._sender = await LoadClient.ConnectAsync(home.Wire, home.Ticket(room._id));
        await sender.AskAsync("getRouterRtpCapabilities", script.Nothing);
        var sending = await sender.AskAsync("createWebRtcTransport", script.SendTransport);
        await sender.AskAsync("connectWebRtcTransport", script.Connect(sending!));
        await sender.AskAsync("join", script.JoinToListen);
        var producer = await sender.AskAsync("produce", script.ProduceAudio(sending!));
        room._audio = script.Encode(new { producerId = producer });
        room._receiver = await ReceivingJoin.RunAsync(other, other.Ticket(room._id, home), 1);
        room._receiver.OnEvent = room.Hear;
        return room;
    }

    /// <summary>The sender mutes, a guest joins at the receiver's node and leaves, the sender unmutes.</summary>
    /// <returns>How long it took from the sender's requests until the receiver heard of them, in milliseconds.</returns>
    public async Task<double[]> ChangeAsync()
    {
        var muted = await SetAsync("pauseProducer", "consumerPaused");
        await using (var guest = await ReceivingJoin.RunAsync(_other, _other.Ticket(_id, _home), 1))
        {
            await guest.AskAsync("leave", _other.Script.Nothing);
        }

        return [muted, await SetAsync("resumeProducer", "consumerResumed")];
    }

    private async Task<double> SetAsync(string request, string expected)
    {
        var heard = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited = (expected, heard);
        var started = Stopwatch.GetTimestamp();
        await _sender!.AskAsync(request, _audio);
        return Stopwatch.GetElapsedTime(started, await heard.Task.WaitAsync(Deadline, TimeProvider.System)).TotalMilliseconds;
    }

    private void Hear(string name)
    {
        if (_awaited is { } awaited && awaited.Event == name)
        {
            awaited.Heard.TrySetResult(Stopwatch.GetTimestamp());
        }
    }
}
