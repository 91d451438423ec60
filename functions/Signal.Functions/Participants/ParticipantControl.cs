using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Participants;

/// <summary>Controls the users of a room by commands to its node. Events report the effect.</summary>
public sealed class ParticipantControl(RoomStore rooms, ParticipantStore participants, BanStore bans, CommandFactory commands, CommandSender sender)
{
    /// <summary>Returns all connections of a user.</summary>
    /// <exception cref="ProblemException">404: the room does not exist, or the user is not in it.</exception>
    public async Task<IReadOnlyList<ParticipantEntity>> GetAsync(string serviceId, string roomId, string userId, CancellationToken cancellationToken)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        return await participants.OfUserAsync(room.Id, userId, cancellationToken) is { Count: > 0 } found ? found : throw Problems.NotFound().AsException();
    }

    /// <summary>Removes a user from a room and revokes the user's unused tokens.</summary>
    /// <returns>The command's id.</returns>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string?> KickAsync(string serviceId, string roomId, string userId, string? reason, CancellationToken cancellationToken) =>
        await SendToUserAsync(
            serviceId,
            roomId,
            userId,
            room => [commands.RevokeTokens(room, userId, tokenId: null), commands.RemoveUser(room, userId, reason)],
            cancellationToken,
            alsoParts: true);

    /// <summary>Mutes a user, or asks the user to unmute.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string?> SetMutedAsync(string serviceId, string roomId, string userId, MuteRequest request, CancellationToken cancellationToken)
    {
        request.Validate();
        return await SendToUserAsync(
            serviceId, roomId, userId, room => [commands.SetMuted(room, userId, request.Muted, request.Kind, request.ProducerId)], cancellationToken);
    }

    /// <summary>Changes a user's grants, name or metadata.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string?> UpdateAsync(string serviceId, string roomId, string userId, ParticipantPatch patch, CancellationToken cancellationToken)
    {
        patch.Validate();
        return await SendToUserAsync(
            serviceId, roomId, userId, room => [commands.UpdateUser(room, userId, patch.Grants, patch.Name, patch.Metadata)], cancellationToken);
    }

    /// <summary>Sends data to users, or to all participants.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string?> SendDataAsync(string serviceId, string roomId, DataRequest request, CancellationToken cancellationToken)
    {
        request.Validate();
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        return await SendAsync(room, [commands.SendData(room, request.UserIds, request.Topic, request.Payload)], cancellationToken);
    }

    /// <summary>Bans a user, even if not in the room: no new tokens are minted, and the node removes the user.</summary>
    /// <exception cref="ProblemException">404: the room does not exist.</exception>
    public async Task<string?> BanAsync(
        string serviceId, string roomId, string userId, DateTimeOffset until, string? reason, CancellationToken cancellationToken)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        var (banned, version) = await bans.BanAsync(room, userId, until, reason, cancellationToken) ?? throw Problems.NotFound().AsException();
        string? sent = null;
        foreach (var node in banned.NodesToNotify())
        {
            var command = commands.Ban(banned, userId, until, version, reason);
            await sender.SendAsync(node, [command], cancellationToken);
            sent = command.Id;
        }

        return sent;
    }

    /// <summary>Lifts a ban, in the tables and on the node.</summary>
    /// <exception cref="ProblemException">404: the room or the ban does not exist.</exception>
    public async Task LiftBanAsync(string serviceId, string roomId, string userId, CancellationToken cancellationToken)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        var lifted = await bans.LiftAsync(room, userId, cancellationToken) ?? throw Problems.NotFound().AsException();

        // The room may have been placed since it was read, and the ban sent to that node.
        room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        foreach (var node in room.NodesToNotify())
        {
            await sender.SendAsync(node, [commands.LiftBan(room, userId, lifted.Version)], cancellationToken);
        }

        await bans.ConfirmLiftedAsync(lifted, cancellationToken);
    }

    private async Task<string?> SendToUserAsync(
        string serviceId, string roomId, string userId, Func<RoomEntity, NodeCommand[]> inOrder, CancellationToken cancellationToken,
        bool alsoParts = false)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        var found = await participants.OfUserAsync(room.Id, userId, cancellationToken);
        if (found.Count == 0)
        {
            throw Problems.NotFound().AsException();
        }

        // While a room moves, the user may still be on its former home. The home forwards commands to the other nodes of the room; a removal
        // is sent to these as well, so that it does not depend on the link between them.
        string? sent = null;
        var parts = alsoParts ? found.Select(p => p.PartNode) : [];
        foreach (var node in parts.Concat(found.Select(p => p.NodeId)).Append(room.HomeNode).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var command = inOrder(room);
            await sender.SendAsync(node, command, cancellationToken);
            sent = command[^1].Id;
        }

        return sent;
    }

    private async Task<string?> SendAsync(RoomEntity room, NodeCommand[] inOrder, CancellationToken cancellationToken)
    {
        if (room.HomeNode is null)
        {
            return null;
        }

        await sender.SendAsync(room.HomeNode, inOrder, cancellationToken);
        return inOrder[^1].Id;
    }
}
