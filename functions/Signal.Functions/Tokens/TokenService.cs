using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Signal.Contracts.Tokens;
using Signal.Functions.Http;
using Signal.Functions.Nodes;
using Signal.Functions.Participants;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;
using Signal.Functions.Signing;
using Signal.Functions.Telemetry;
using Signal.Functions.Turn;

namespace Signal.Functions.Tokens;

/// <summary>
/// Mints room tokens. A token for a placed room without a maximum of participants and without bans costs one read of the room: nothing is
/// stored, since the node ensures that the token is used once.
/// </summary>
public sealed class TokenService(
    RoomStore rooms, RoomPlacement placement, NodeProbes probes, SeatPlacement seats, ParticipantQuota quota, BanStore bans,
    ParticipantStore participants, SigningKeys keys, TurnCredentials turn, IOptions<TokensOptions> options,
    IOptions<PlacementOptions> placementOptions, TimeProvider time)
{
    private static readonly Counter<long> Minted = SignalTelemetry.Meter.CreateCounter<long>("signal.tokens.minted", "{token}", "Room tokens minted.");

    /// <summary>Mints a token, placing the room when it has no home.</summary>
    /// <param name="serviceId">The service.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="request">The user and grants.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ProblemException">400; 404; 403 banned; 409 full, locked (for users who are not in the room) or present; 503 no node.</exception>
    public async Task<MintedToken> MintAsync(
        string serviceId, string roomId, TokenRequest request, CancellationToken cancellationToken)
    {
        request.Validate(options.Value);
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        if (!await quota.HasRoomAsync(serviceId, cancellationToken))
        {
            throw Problems.Make(403, ProblemCodes.QuotaExceeded, "The service has reached its maximum number of participants.").AsException();
        }

        return await MintAsync(room, request, cancellationToken);
    }

    /// <summary>Mints a token for a participant that moves here from another room of the service, which it leaves.</summary>
    /// <param name="room">The room as read.</param>
    /// <param name="request">The user and grants.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ProblemException">As with a token for a new participant, except for the quota of the service, in which it counts already.</exception>
    public async Task<MintedToken> MintForMoveAsync(RoomEntity room, TokenRequest request, CancellationToken cancellationToken)
    {
        request.Validate(options.Value);
        return await MintAsync(room, request, cancellationToken);
    }

    private async Task<MintedToken> MintAsync(RoomEntity room, TokenRequest request, CancellationToken cancellationToken)
    {
        await RequireAdmittedAsync(room, request.UserId, cancellationToken);

        // Whole seconds, the resolution of the token's claims.
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var expiresAt = now + (request.TtlSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Value.DefaultLife);
        var tokenId = Ids.New();
        var (placed, node) = await PlaceAsync(room, request, tokenId, expiresAt, cancellationToken);
        var key = await keys.GetSignerAsync(cancellationToken);
        var token = TokenWriter.Write(key, placed.Room, request, node, placed.Home, tokenId, now, expiresAt);
        Minted.Add(1);
        return new MintedToken
        {
            Token = token,
            Url = node.Url,
            NodeId = node.NodeId,
            ExpiresAt = expiresAt,
            TokenId = tokenId,
            Candidates = placed.Offers.Count == 0 ? null : Candidates(key, placed, request, token, now, expiresAt),
            IceServers = turn.Mint(request.UserId, request.Region ?? node.Region, now),
        };
    }

    private async Task<(PlacedRoom Placed, PlacementCandidate Node)> PlaceAsync(
        RoomEntity room, TokenRequest request, string tokenId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wish = await WishAsync(room, request, cancellationToken);
            var placed = await placement.PlaceAsync(room, wish, tokenId, expiresAt, cancellationToken);

            // The user may have been banned, or the room locked, since the room was read: its former nodes were notified, but not this one.
            await RequireAdmittedAsync(placed.Room, request.UserId, cancellationToken);
            await RequireSingleAsync(placed.Room, request.UserId, cancellationToken);
            var seat = await seats.TakeAsync(placed, wish, request.UserId, expiresAt, cancellationToken);
            if (seat.IsFull)
            {
                throw Problems.Conflict("The room has reached its maximum number of participants.", ProblemCodes.RoomFull).AsException();
            }

            if (seat.Node is { } node)
            {
                return (placed, node);
            }

            room = await rooms.GetAsync(room.ServiceId, room.Id, cancellationToken);
        }
    }

    private async Task<PlacementRequest> WishAsync(RoomEntity room, TokenRequest request, CancellationToken cancellationToken)
    {
        var wish = new PlacementRequest(request.Region ?? room.Spec.Region, request.Measured ?? PlacementRequest.None.Measured);
        return request.Unreachable is { } node
            && (node == room.HomeNode ? await probes.IsDeadAsync(node, cancellationToken) != false : room.Parts.Any(part => part.NodeId == node))
                ? wish with { Avoided = node }
                : wish;
    }

    private async Task RequireAdmittedAsync(RoomEntity room, string userId, CancellationToken cancellationToken)
    {
        if (room.Spec.Locked && (await participants.OfUserAsync(room.Id, userId, cancellationToken)).Count == 0)
        {
            throw Problems.Conflict("The room is locked.", ProblemCodes.RoomLocked).AsException();
        }

        if (await bans.IsBannedAsync(room, userId, cancellationToken))
        {
            throw Problems.Make(403, ProblemCodes.UserBanned, "The user is banned from the room.").AsException();
        }
    }

    // Called with the placed room: while the room moves, its participants on the former home need tokens for the new one.
    private async Task RequireSingleAsync(RoomEntity room, string userId, CancellationToken cancellationToken)
    {
        if (room.Spec.DuplicateUsers == DuplicateUserPolicy.Reject && room.Live
            && (await participants.OfUserAsync(room.Id, userId, cancellationToken)).Any(p => p.NodeId == room.HomeNode))
        {
            throw Problems.Conflict("The user is already in the room.", ProblemCodes.UserPresent).AsException();
        }
    }

    private TokenCandidate[] Candidates(
        SigningKey key, PlacedRoom placed, TokenRequest request, string token, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        var choiceEnds = now + placementOptions.Value.ChoiceTime;
        var until = choiceEnds < expiresAt ? choiceEnds : expiresAt;
        return
        [
            new TokenCandidate(placed.Home.NodeId, placed.Home.Url, token),
            .. placed.Offers.Select(o => new TokenCandidate(
                o.Candidate.NodeId, o.Candidate.Url, TokenWriter.Write(key, placed.Room, request, o.Candidate, o.Candidate, o.TokenId, now, until))),
        ];
    }
}
