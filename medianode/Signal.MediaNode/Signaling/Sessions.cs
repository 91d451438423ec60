using Microsoft.AspNetCore.SignalR;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.Messages.Responses;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Signaling;

/// <summary>Associates hub connections with peers: creates a peer for a new client, and finds the peer of a client that resumes.</summary>
internal sealed class Sessions(RoomDirectory rooms, PeerServices services, TokenLedger ledger)
{
    private static readonly object Key = new();

    /// <summary>Returns the peer of a connection.</summary>
    /// <exception cref="SignalException">The connection was opened to resume a peer and has not done so yet.</exception>
    public static Peer PeerOf(HubCallerContext context) =>
        FindPeer(context) ?? throw new SignalException(SignalErrorCode.NoPeer, "Resume the peer first.");

    /// <summary>Returns the peer of a connection; null for one that was opened to resume a peer and has not done so yet.</summary>
    public static Peer? FindPeer(HubCallerContext context) => BindingOf(context).Peer;

    /// <summary>Returns the peer of a connection that ends; null when it has none.</summary>
    public static Peer? TryFindPeer(HubCallerContext context) => context.Items.TryGetValue(Key, out var item) ? (item as Binding)?.Peer : null;

    /// <summary>Starts a connection that was admitted by <see cref="TokenGate"/>.</summary>
    public async Task OpenAsync(HubCallerContext context)
    {
        var http = context.GetHttpContext()!;
        var link = context.Features.Get<HubLink>()!;
        var token = http.Features.Get<RoomToken>();
        var binding = new Binding(link, token, services);
        context.Items[Key] = binding;
        link.Gone.Register(binding.Dispose);
        if (token is null)
        {
            return;
        }

        ledger.Hold(token);
        link.Gone.Register(() => ledger.Release(token));
        var address = http.Connection.RemoteIpAddress?.ToString();
        var peer = await rooms.EnterAsync(token, room => new Peer(token, room, link.Protocol, address, services));
        binding.Bind(peer);
        if (!peer.TryStart(link))
        {
            throw new SignalException(SignalErrorCode.NoPeer, "The peer has ended.");
        }
    }

    /// <summary><c>leave</c>.</summary>
    public static void Leave(HubCallerContext context, LeaveRequest request) =>
        PeerOf(context).Leave(BindingOf(context).Link, request.Moved == true ? PeerLeftReason.Moved : PeerLeftReason.Left);

    /// <summary>
    /// <c>resume</c>: the connection continues the peer of the secret; a peer that it had until now ends without a notification.
    /// </summary>
    public async Task<Resumed> ResumeAsync(HubCallerContext context, ResumeRequest request)
    {
        var binding = BindingOf(context);
        if (services.Tickets.FindPeer(request.SessionSecret) is not { } peer
            || peer.Id != request.PeerId
            || (binding.Token is { } token && token.UserId != peer.Token.UserId))
        {
            throw Gone();
        }

        if (peer == binding.Peer)
        {
            throw new SignalException(SignalErrorCode.InvalidState, "The connection already belongs to this peer.");
        }

        var resumed = await peer.TryResumeAsync(binding.Link, request.LastSequence) ?? throw Gone();
        var unused = binding.Peer;
        binding.Bind(peer);
        unused?.End(PeerLeftReason.Left);
        return resumed;
    }

    private static Binding BindingOf(HubCallerContext context) =>
        context.Items.TryGetValue(Key, out var item) && item is Binding binding
            ? binding
            : throw new SignalException(SignalErrorCode.NoPeer, "The peer has ended.");

    private static SignalException Gone() => new(SignalErrorCode.NoPeer, "Session not found.");

    /// <summary>A connection and its peer. A connection that has no peer yet, or whose peer has ended, is closed after a timeout.</summary>
    private sealed class Binding : IDisposable
    {
        private readonly PeerServices _services;
        private readonly ITimer _withoutPeer;
        private volatile Peer? _peer;
        private CancellationTokenRegistration _peerEnd;

        public Binding(HubLink link, RoomToken? token, PeerServices services)
        {
            (Link, Token, _services) = (link, token, services);
            _withoutPeer = services.Time.CreateTimer(_ => link.Abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (token is null)
            {
                Wait();
            }
        }

        public HubLink Link { get; }

        public RoomToken? Token { get; }

        public Peer? Peer => _peer;

        public void Bind(Peer peer)
        {
            _peer = peer;
            _withoutPeer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Link.Admit(peer.Budget.Messages);
            _peerEnd.Dispose();
            _peerEnd = peer.Ended.Register(Wait);
            if (Link.Gone.IsCancellationRequested)
            {
                Dispose();
            }
        }

        /// <summary>The connection has ended; its peer, which may live on, no longer refers to it.</summary>
        public void Dispose()
        {
            _withoutPeer.Dispose();
            _peerEnd.Dispose();
        }

        private void Wait() => _withoutPeer.Change(_services.Limits.ResumeTimeout, Timeout.InfiniteTimeSpan);
    }
}
