using Microsoft.Extensions.Options;
using Signal.Contracts.Tokens;
using Signal.Functions.Commands;
using Signal.Functions.Http;
using Signal.Functions.Participants;
using Signal.Functions.Rooms;
using Signal.Functions.Tokens;

namespace Signal.Functions.Moves;

/// <summary>
/// Moves participants to other rooms: the target room is checked and placed, and a token for it is sent to the participant's client by its
/// node. The client joins there before it leaves here. Events report the effect.
/// </summary>
public sealed class ParticipantMover(
    RoomStore rooms, ParticipantStore participants, TokenService tokens, CommandFactory commands, CommandSender sender,
    IOptions<MovesOptions> options, IOptions<TokensOptions> tokenOptions)
{
    /// <summary>Moves one participant.</summary>
    /// <returns>The command's id.</returns>
    /// <exception cref="ProblemException">
    /// 400 the same room; 404 unknown room or participant, or unknown target room; 403 banned; 409 full, locked or present; 503 no node.
    /// </exception>
    public async Task<string> MoveAsync(
        string serviceId, string roomId, string peerId, ParticipantMoveRequest request, CancellationToken cancellationToken)
    {
        request.Validate(roomId);
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        var participant = await participants.FindAsync(room.Id, peerId, cancellationToken) ?? throw Problems.NotFound().AsException();
        var target = await rooms.FindAsync(serviceId, request.RoomId, cancellationToken)
            ?? throw Problems.Make(404, ProblemCodes.TargetNotFound, "The room to move to was not found.").AsException();
        var life = options.Value.FollowTimeout < tokenOptions.Value.MaxLife ? options.Value.FollowTimeout : tokenOptions.Value.MaxLife;
        var token = await tokens.MintForMoveAsync(target, request.ToTokenRequest(participant, life), cancellationToken);

        // The node finds the peer again: when it has left meanwhile, the token is discarded.
        var command = commands.MovePeer(room, participant.Peer.PeerId, target.Id, AccessOf(token));
        await sender.SendAsync(participant.NodeId, [command], cancellationToken);
        return command.Id;
    }

    private static RoomAccess AccessOf(MintedToken token) => new()
    {
        Url = token.Url,
        Token = token.Token,
        NodeId = token.NodeId,
        ExpiresAt = token.ExpiresAt,
        Candidates = token.Candidates is null
            ? null
            : [.. token.Candidates.Select(c => new RoomAccessCandidate { NodeId = c.NodeId, Url = c.Url, Token = c.Token })],
        IceServers = token.IceServers is null
            ? null
            : [.. token.IceServers.Select(s => new TurnServer { Urls = s.Urls, Username = s.Username, Credential = s.Credential })],
    };
}
