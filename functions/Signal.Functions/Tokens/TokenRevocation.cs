using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Tokens;

/// <summary>Revokes tokens that are still valid.</summary>
public sealed class TokenRevocation(RoomStore rooms, CommandFactory commands, CommandSender sender)
{
    /// <summary>
    /// Revokes one token, or all tokens of a user or of the room so far. Tokens have times in whole seconds, so that a token minted in the
    /// same second is also revoked, even if it is newer.
    /// </summary>
    /// <returns>The command's id; null when no node holds the room.</returns>
    /// <exception cref="ProblemException">404: the room does not exist, or an id is not valid.</exception>
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
            await sender.SendAsync(node, [command], cancellationToken);
        }

        return command?.Id;
    }
}
