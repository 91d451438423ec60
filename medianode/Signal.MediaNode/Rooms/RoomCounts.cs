using Signal.Contracts.Messages;

namespace Signal.MediaNode.Rooms;

/// <summary>How many members have joined and how many publish, kept as they change. Touched in the room's mailbox alone.</summary>
internal sealed class RoomCounts
{
    /// <summary>Members that have joined.</summary>
    public int Joined { get; private set; }

    /// <summary>Members that send audio or video.</summary>
    public int Publishers { get; private set; }

    /// <summary>Sets what is known of a member; null: it is not in the room.</summary>
    public void Set(RoomMember member, PeerInfo? info)
    {
        var (joined, publishes) = (member.Joined, member.Publishes);
        member.Info = info;
        Joined += Number(member.Joined) - Number(joined);
        Publishers += Number(member.Publishes) - Number(publishes);
    }

    private static int Number(bool isSo) => isSo ? 1 : 0;
}
