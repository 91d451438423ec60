using Signal.MediaNode.Messages.Events;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Responses;

/// <summary>The answer of requests without a result.</summary>
internal sealed record Done
{
    /// <summary>The singleton instance.</summary>
    public static Done It { get; } = new();

    /// <summary>Completes when <paramref name="work"/> has completed.</summary>
    public static async Task<Done> After(Task work)
    {
        await work;
        return It;
    }
}

/// <summary>The answer of requests that create an object.</summary>
internal sealed record Created(string Id);

/// <summary>The answer of <c>join</c>: the peers in the room, and the room's metadata.</summary>
internal sealed record Joined(IReadOnlyList<NewPeer> Peers, string? RoomMetadata);

/// <summary>
/// The answer of <c>resume</c>, with the ids of the peer's producers: the client closes its own that are no longer listed.
/// </summary>
internal sealed record Resumed(string PeerId, bool Joined, IReadOnlyList<string> Producers, IReadOnlyList<string> DataProducers);

/// <summary>The answer of <c>createWebRtcTransport</c>: the parameters with which mediasoup-client creates its side.</summary>
internal sealed record CreatedTransport(
    string Id,
    IceParameters IceParameters,
    IReadOnlyList<IceCandidate> IceCandidates,
    DtlsParameters DtlsParameters,
    SctpParameters? SctpParameters);
