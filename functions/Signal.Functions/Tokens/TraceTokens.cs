using Signal.Contracts.Tokens;
using Signal.Functions.Http;
using Signal.Functions.Nodes;
using Signal.Functions.Rooms;
using Signal.Functions.Signing;

namespace Signal.Functions.Tokens;

/// <summary>Mints trace tokens.</summary>
public sealed class TraceTokens(RoomStore rooms, NodeStore nodes, SigningKeys keys, TimeProvider time)
{
    /// <summary>Mints a token for the node that owns a room, with tokens for the other nodes that it spans.</summary>
    /// <exception cref="ProblemException">404; 409: no running node owns the room.</exception>
    public async Task<TraceToken> MintAsync(string serviceId, string roomId, CancellationToken cancellationToken)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        if (room.HomeNode is null || await FindAsync(room.HomeNode, room.HomeEpoch, cancellationToken) is not { } home)
        {
            throw Problems.Conflict("The room is not open on a node.").AsException();
        }

        var signer = await keys.GetSignerAsync(cancellationToken);
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var parts = new List<TraceToken>();
        foreach (var part in room.Parts.Where(part => part.MayBeOpen(now)))
        {
            if (await FindAsync(part.NodeId, part.Epoch, cancellationToken) is { } node)
            {
                parts.Add(Mint(room, node, signer, now));
            }
        }

        return Mint(room, home, signer, now) with { Parts = parts };
    }

    private async Task<NodeEntity?> FindAsync(string nodeId, long epoch, CancellationToken cancellationToken) =>
        await nodes.FindAsync(nodeId, cancellationToken) is { Cleared: false } node && node.Epoch == epoch ? node : null;

    private static TraceToken Mint(RoomEntity room, NodeEntity node, SigningKey signer, DateTimeOffset now)
    {
        var expiresAt = now + TraceTokenClaims.Lifetime;
        var token = SignedJwt.Write(signer, TraceTokenClaims.TokenType, w =>
        {
            w.WriteString("iss", RoomTokenClaims.Issuer);
            w.WriteString("aud", TraceTokenClaims.AudienceOf(node.Id));
            w.WriteNumber("iat", now.ToUnixTimeSeconds());
            w.WriteNumber("exp", expiresAt.ToUnixTimeSeconds());
            w.WriteString("jti", Ids.New());
            w.WriteString(RoomTokenClaims.Tenant, room.ServiceId);
            w.WriteString(RoomTokenClaims.Room, room.Id);
            w.WriteNumber(RoomTokenClaims.Epoch, node.Epoch);
        });
        return new TraceToken { NodeId = node.Id, Url = UrlOf(node, room.Id), Token = token, ExpiresAt = expiresAt };
    }

    /// <summary>The trace is beside the hub, whose URL the node reports.</summary>
    private static string UrlOf(NodeEntity node, string roomId) => new Uri(new Uri(node.Url), "trace/rooms/" + Uri.EscapeDataString(roomId)).ToString();
}
