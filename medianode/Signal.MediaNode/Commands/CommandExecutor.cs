using Signal.Contracts.Messages;
using Signal.MediaNode.Drain;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Commands;

/// <summary>Executes commands by passing them to the room, the token gate or the node's lifecycle.</summary>
internal sealed class CommandExecutor(
    RoomDirectory rooms, Revocations revocations, Lifecycle lifecycle, NodeIdentity node, NodeStop stop, RoomMigration migration, TimeProvider time)
{
    public void Execute(NodeCommand command)
    {
        switch (command)
        {
            case Contracts.Messages.Drain drain:
                lifecycle.Drain(drain.Deadline);
                break;
            case CancelDrain:
                lifecycle.CancelDrain();
                break;
            case Supersede supersede when supersede.Epoch > node.Epoch:
                stop.Request(MigrateReason.Superseded);
                break;
            case RevokeTokens revoke:
                revocations.Revoke(revoke.Tenant, revoke.RoomId, revoke.UserId, revoke.TokenId, revoke.IssuedBefore);
                break;
            case LiftBan lift:
                revocations.SetBan(lift.Tenant, lift.RoomId, lift.UserId, DateTimeOffset.MinValue, lift.BanVersion);
                break;
            case RemoveUser remove:
                Remove(remove);
                break;
            case MigrateRoom migrate:
                Migrate(migrate);
                break;
            case RoomCommand inRoom:
                Forward(inRoom);
                break;
        }
    }

    /// <summary>
    /// Revokes the user's tokens first, so that a user who is not in the room yet cannot join with a token issued before.
    /// </summary>
    private void Remove(RemoveUser command)
    {
        revocations.Revoke(command.Tenant, command.RoomId, command.UserId, tokenId: null, command.DecidedAt ?? time.GetUtcNow());
        if (command.BannedUntil is { } until)
        {
            revocations.SetBan(command.Tenant, command.RoomId, command.UserId, until, command.BanVersion);
        }

        Forward(command);
    }

    private void Migrate(MigrateRoom command)
    {
        if (rooms.Find(command.Tenant, command.RoomId) is { } room)
        {
            _ = migration.RunAsync(room, command.Deadline);
        }
    }

    private void Forward(RoomCommand command)
    {
        if (rooms.Find(command.Tenant, command.RoomId) is { } room)
        {
            room.Execute(command);
        }
        else if (command is ReportRoster roster)
        {
            rooms.ReportEmptyRoster(roster);
        }
    }
}
