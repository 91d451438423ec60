using Signal.Contracts.Messages;

namespace Signal.MediaNode.Rooms;

/// <summary>The number of participants and of publishers, updated with each change. Accessed in the room's mailbox only.</summary>
internal sealed class RoomCounts
{
    /// <summary>The number of members that have joined.</summary>
    public int Joined { get; private set; }

    /// <summary>The number of those that are on this node.</summary>
    public int JoinedHere { get; private set; }

    /// <summary>The number of members that send audio or video.</summary>
    public int Publishers { get; private set; }

    /// <summary>Sets the state of a member; null: it is not in the room.</summary>
    public void Set(Participant member, PeerInfo? info)
    {
        var (joined, publishes) = (member.Joined, member.Publishes);
        member.Info = info;
        var joins = Number(member.Joined) - Number(joined);
        Joined += joins;
        JoinedHere += member is RoomMember ? joins : 0;
        Publishers += Number(member.Publishes) - Number(publishes);
    }

    private static int Number(bool isSo) => isSo ? 1 : 0;
}
