using Microsoft.AspNetCore.SignalR;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Signaling;
using Signal.MediaNode.Signaling.Requests;
using Signal.MediaNode.Signaling.Responses;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Peers;

/// <summary>Binds hub connections to peers: makes a peer for a new client, and gives a client that comes back the peer it had.</summary>
internal sealed class Sessions(RoomDirectory rooms, PeerServices services, TokenLedger ledger, IHubContext<SignalHub> hub)
{
    private static readonly object Key = new();

    /// <summary>The peer of a connection.</summary>
    /// <exception cref="SignalException">The connection was opened to resume a peer, and has not done so.</exception>
    public static Peer PeerOf(HubCallerContext context) =>
        FindPeer(context) ?? throw new SignalException(SignalErrorCode.NoPeer, "Resume the peer first.");

    /// <summary>The peer of a connection; null for one that was opened to resume a peer, and has not done so.</summary>
    public static Peer? FindPeer(HubCallerContext context) => BindingOf(context).Peer;

    /// <summary>How many requests the connection may make.</summary>
    public static TokenBucket BudgetOf(HubCallerContext context) => BindingOf(context).Budget;

    /// <summary>A connection was let in by <see cref="TokenGate"/>.</summary>
    public async Task OpenAsync(HubCallerContext context)
    {
        var http = context.GetHttpContext()!;
        var link = new ClientLink(context.ConnectionId, hub.Clients.Client(context.ConnectionId), context.Abort, context.ConnectionAborted);
        var budget = new TokenBucket(services.Time, services.Limits.RequestsPerSecond, services.Limits.RequestBurst);
        var binding = new Binding(link, budget, http.Features.Get<RoomToken>());
        context.Items[Key] = binding;
        if (binding.Token is not { } token)
        {
            return;
        }

        var address = http.Connection.RemoteIpAddress?.ToString();
        binding.Peer = await rooms.EnterAsync(token, room => new Peer(token, room, address, services));
        ledger.Hold(token);
        await binding.Peer.Mailbox.RunAsync(() =>
        {
            binding.Peer.Welcome(link);
            return true;
        });
    }

    /// <summary>A connection has ended.</summary>
    public void Lost(HubCallerContext context)
    {
        if (!context.Items.TryGetValue(Key, out var item) || item is not Binding binding)
        {
            return;
        }

        if (binding.Token is { } token)
        {
            ledger.Release(token);
        }

        if (binding.Peer is { } peer)
        {
            peer.Post(() => peer.LoseAsync(binding.Link));
        }
    }

    /// <summary><c>leave</c>.</summary>
    public static Task LeaveAsync(HubCallerContext context)
    {
        var peer = PeerOf(context);
        return peer.Mailbox.RunAsync(async () =>
        {
            await peer.EndAsync(PeerLeftReason.Left, null);
            return true;
        });
    }

    /// <summary><c>resume</c>: the connection goes on with the peer that the secret is of; what it was until now ends unseen.</summary>
    public async Task<Resumed> ResumeAsync(HubCallerContext context, ResumeRequest request)
    {
        var binding = BindingOf(context);
        if (services.Tickets.Find(request.SessionSecret) is not { } peer || peer.Id != request.PeerId || (binding.Token is { } token && token.UserId != peer.Token.UserId))
        {
            throw Gone();
        }

        var resumed = peer == binding.Peer
            ? throw new SignalException(SignalErrorCode.InvalidState, "The connection is this peer's already.")
            : await peer.Mailbox.RunAsync(() => peer.TryResume(binding.Link, request.LastSequence));
        if (resumed is null)
        {
            throw Gone();
        }

        var unused = binding.Peer;
        binding.Peer = peer;
        if (unused is not null)
        {
            unused.Post(() => unused.EndAsync(PeerLeftReason.Left, null));
        }

        return resumed;
    }

    private static Binding BindingOf(HubCallerContext context) =>
        context.Items.TryGetValue(Key, out var item) && item is Binding binding
            ? binding
            : throw new SignalException(SignalErrorCode.NoPeer, "The peer is gone.");

    private static SignalException Gone() => new(SignalErrorCode.NoPeer, "There is no such session.");

    private sealed class Binding(ClientLink link, TokenBucket budget, RoomToken? token)
    {
        public ClientLink Link => link;

        public TokenBucket Budget => budget;

        public RoomToken? Token => token;

        public Peer? Peer { get; set; }
    }
}
