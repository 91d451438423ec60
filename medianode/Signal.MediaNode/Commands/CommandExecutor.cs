using Signal.Contracts.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Commands;

/// <summary>Carries commands out: hands them to the room, the gate or the node's lifecycle.</summary>
internal sealed class CommandExecutor(RoomDirectory rooms, Revocations revocations, Lifecycle lifecycle)
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
            case RevokeTokens revoke:
                revocations.Revoke(revoke.Tenant, revoke.RoomId, revoke.UserId, revoke.TokenId, revoke.IssuedBefore);
                break;
            case RemoveUser { BannedUntil: { } until } remove:
                revocations.Ban(remove.Tenant, remove.RoomId, remove.UserId, until);
                Forward(remove);
                break;
            case RoomCommand inRoom:
                Forward(inRoom);
                break;
        }
    }

    private void Forward(RoomCommand command)
    {
        if (rooms.Find(command.Tenant, command.RoomId) is { } room)
        {
            room.Obey(command);
        }
        else if (command is ReportRoster roster)
        {
            rooms.ReportNobody(roster);
        }
    }
}
