using Signal.Contracts.Errors;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.Messages.Responses;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The client's requests that concern neither transports nor streams.</summary>
internal sealed partial class Peer
{
    /// <summary>Executes a request of the client, in order.</summary>
    /// <exception cref="SignalException">
    /// The peer, or the requesting connection, has ended meanwhile; or the request is refused. Work that has started still completes.
    /// </exception>
    public async Task<T> HandleAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
    {
        bool IsOver() => _ended || cancellationToken.IsCancellationRequested;
        try
        {
            return await Mailbox.RunAsync(() => IsOver() ? throw HasEnded() : request()).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (IsOver())
        {
            throw HasEnded();
        }
    }

    /// <summary><c>getRouterRtpCapabilities</c>.</summary>
    public async Task<RtpCapabilities> GetRouterRtpCapabilitiesAsync() => (await MediaAsync()).Router.RtpCapabilities;

    /// <summary><c>join</c>.</summary>
    public async Task<Joined> JoinAsync(JoinRequest request)
    {
        if (Joined && !_rejoining)
        {
            throw new SignalException(SignalErrorCode.InvalidState, "The peer has already joined.");
        }

        var others = await Room.JoinAsync(this, request);
        if (!Joined)
        {
            JoinedAt = Services.Time.GetTimestamp();
            Services.Metrics.PeerJoined(Services.Time.GetElapsedTime(_connectedAt, JoinedAt));
        }

        (_joined, _rejoining) = (true, false);
        RtpCapabilities = request.RtpCapabilities;
        ReceivesData = request.SctpCapabilities is not null;
        Post(SubscribeToAllAsync);
        return new Joined(others, Room.Settings.Metadata);
    }

    /// <summary><c>mutePeer</c>.</summary>
    public Task MuteOtherAsync(MutePeerRequest request)
    {
        RequireAdmin();
        return Room.MuteAsync(request.PeerId, request.Kind, request.ProducerId);
    }

    /// <summary><c>kickPeer</c>.</summary>
    public Task KickOtherAsync(KickPeerRequest request)
    {
        RequireAdmin();
        return Room.KickAsync(request.PeerId, request.Reason);
    }

    /// <summary>Throws when the peer is not a participant.</summary>
    public void RequireJoined()
    {
        if (!Joined)
        {
            throw new SignalException(SignalErrorCode.InvalidState, "The peer has not joined.");
        }
    }

    private static SignalException HasEnded() => new(SignalErrorCode.NoPeer, "The peer has ended.");

    private void RequireAdmin()
    {
        RequireJoined();
        if (!Grants.Admin)
        {
            throw new SignalException(SignalErrorCode.Forbidden, "The token does not grant room administration.");
        }
    }
}
