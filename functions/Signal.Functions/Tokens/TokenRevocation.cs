using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Tokens;

/// <summary>Has nodes refuse tokens that are still good.</summary>
public sealed class TokenRevocation(RoomStore rooms, CommandSender commands)
{
    /// <summary>
    /// Revokes one token, or all that a user or everybody got so far. Tokens tell their time in whole seconds, so that one minted in the same second is
    /// taken for an earlier one and refused: rather one too many than one too few.
    /// </summary>
    /// <returns>The command's id; null when the room is on no node.</returns>
    /// <exception cref="ProblemException">404: no such room, or an id that cannot be.</exception>
    public async Task<string?> RevokeAsync(string serviceId, string roomId, string? userId, string? tokenId, CancellationToken cancellationToken)
    {
        if ((tokenId is not null && !Ids.IsWellFormed(tokenId)) || userId?.Length > Ids.MaxUserIdLength)
        {
            throw Problems.NotFound().AsException();
        }

        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        RevokeTokens? command = null;
        foreach (var node in room.NodesToNotify())
        {
            command = commands.RevokeTokens(room, userId, tokenId);
            await commands.SendAsync(node, [command], cancellationToken);
        }

        return command?.Id;
    }
}
