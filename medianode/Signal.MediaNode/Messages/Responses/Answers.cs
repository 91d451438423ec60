using Signal.MediaNode.Messages.Events;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Responses;

/// <summary>The answer of requests that have nothing to say.</summary>
internal sealed record Done
{
    /// <summary>The only one.</summary>
    public static Done It { get; } = new();

    /// <summary>Done when <paramref name="work"/> is.</summary>
    public static async Task<Done> After(Task work)
    {
        await work;
        return It;
    }
}

/// <summary>The answer of requests that make something.</summary>
internal sealed record Created(string Id);

/// <summary>The answer of <c>join</c>: who is there already, and the application's text for the room.</summary>
internal sealed record Joined(IReadOnlyList<NewPeer> Peers, string? RoomMetadata);

/// <summary>The answer of <c>resume</c>, with the ids of what the peer sends: the client closes what it has ended meanwhile.</summary>
internal sealed record Resumed(string PeerId, bool Joined, IReadOnlyList<string> Producers, IReadOnlyList<string> DataProducers);

/// <summary>The answer of <c>createWebRtcTransport</c>: what mediasoup-client needs to make its side.</summary>
internal sealed record CreatedTransport(
    string Id,
    IceParameters IceParameters,
    IReadOnlyList<IceCandidate> IceCandidates,
    DtlsParameters DtlsParameters,
    SctpParameters? SctpParameters);
