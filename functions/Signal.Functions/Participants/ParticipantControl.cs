using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Participants;

/// <summary>Acts on the users of a room, by commands to the node that holds it. The effect is seen as events.</summary>
public sealed class ParticipantControl(RoomStore rooms, ParticipantStore participants, BanStore bans, CommandSender commands)
{
    /// <summary>All connections of a user.</summary>
    /// <exception cref="ProblemException">404: no such room, or the user is not in it.</exception>
    public async Task<IReadOnlyList<ParticipantEntity>> GetAsync(string serviceId, string roomId, string userId, CancellationToken cancellationToken)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        return await participants.OfUserAsync(room.Id, userId, cancellationToken) is { Count: > 0 } found ? found : throw Problems.NotFound().AsException();
    }

    /// <summary>Removes a user from a room.</summary>
    /// <returns>The command's id.</returns>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string?> KickAsync(string serviceId, string roomId, string userId, string? reason, CancellationToken cancellationToken) =>
        await SendToUserAsync(serviceId, roomId, userId, room => commands.RemoveUser(room, userId, bannedUntil: null, reason), cancellationToken);

    /// <summary>Mutes a user, or asks it to unmute.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string?> SetMutedAsync(string serviceId, string roomId, string userId, MuteRequest request, CancellationToken cancellationToken)
    {
        request.Validate();
        return await SendToUserAsync(
            serviceId, roomId, userId, room => commands.SetMuted(room, userId, request.Muted, request.Kind, request.ProducerId), cancellationToken);
    }

    /// <summary>Changes a user's grants, name or metadata.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string?> UpdateAsync(string serviceId, string roomId, string userId, ParticipantPatch patch, CancellationToken cancellationToken)
    {
        patch.Validate();
        return await SendToUserAsync(
            serviceId, roomId, userId, room => commands.UpdateUser(room, userId, patch.Grants, patch.Name, patch.Metadata), cancellationToken);
    }

    /// <summary>Sends data to users, or to everybody in the room.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<string?> SendDataAsync(string serviceId, string roomId, DataRequest request, CancellationToken cancellationToken)
    {
        request.Validate();
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        return await SendAsync(room, commands.SendData(room, request.UserIds, request.Topic, request.Payload), cancellationToken);
    }

    /// <summary>Bans a user, whether it is in the room or not: no more tokens, and the node puts it out.</summary>
    /// <exception cref="ProblemException">404: no such room.</exception>
    public async Task<string?> BanAsync(
        string serviceId, string roomId, string userId, DateTimeOffset until, string? reason, CancellationToken cancellationToken)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        await bans.BanAsync(room, userId, until, reason, cancellationToken);
        string? sent = null;
        foreach (var node in room.NodesToTell())
        {
            var command = commands.RemoveUser(room, userId, until, reason);
            await commands.SendAsync(node, [command], cancellationToken);
            sent = command.Id;
        }

        return sent;
    }

    /// <summary>Ends a ban. The node is told by a ban that has ended.</summary>
    /// <exception cref="ProblemException">404: no such room or ban.</exception>
    public async Task LiftBanAsync(string serviceId, string roomId, string userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        if (!await bans.IsKnownAsync(room, userId, cancellationToken))
        {
            throw Problems.NotFound().AsException();
        }

        foreach (var node in room.NodesToTell())
        {
            await commands.SendAsync(node, [commands.RemoveUser(room, userId, now, reason: null)], cancellationToken);
        }

        await bans.LiftAsync(room, userId, cancellationToken);
    }

    private async Task<string?> SendToUserAsync(
        string serviceId, string roomId, string userId, Func<RoomEntity, NodeCommand> command, CancellationToken cancellationToken)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        if ((await participants.OfUserAsync(room.Id, userId, cancellationToken)).Count == 0)
        {
            throw Problems.NotFound().AsException();
        }

        return await SendAsync(room, command(room), cancellationToken);
    }

    private async Task<string?> SendAsync(RoomEntity room, NodeCommand command, CancellationToken cancellationToken)
    {
        if (room.HomeNode is null)
        {
            return null;
        }

        await commands.SendAsync(room.HomeNode, [command], cancellationToken);
        return command.Id;
    }
}
