namespace Signal.Placement.Bench;

/// <summary>A room, with the participants on each of its nodes.</summary>
internal sealed class SimulatedRoom(int number)
{
    public string Id { get; } = $"room-{number}";

    /// <summary>The nodes; the first is the home. Empty: the room is not placed.</summary>
    public List<RoomShare> Shares { get; } = [];

    /// <summary>The number of participants that have joined and not left.</summary>
    public int Present => Shares.Sum(share => share.Members);

    /// <summary>The number of participants that have ever joined.</summary>
    public int Joined { get; set; }

    /// <summary>Whether participants have ever been on several nodes at once.</summary>
    public bool HasSpanned { get; set; }

    /// <summary>Adds or removes a participant, and what its room costs the nodes.</summary>
    public void Change(Fleet fleet, Traffic traffic, RoomShare share, Participant participant, int difference)
    {
        Count(fleet, traffic, -1);
        share.Add(participant, difference);
        Count(fleet, traffic, 1);
        HasSpanned |= Shares.Count > 1 && Shares.Count(s => s.Members > 0) > 1;
    }

    private void Count(Fleet fleet, Traffic traffic, int sign)
    {
        var senders = Shares.Sum(share => share.Senders);
        var used = Shares.Count(share => share.Members > 0);
        foreach (var share in Shares.Where(share => share.Members > 0))
        {
            var node = fleet.Nodes[share.Node];
            var media = share.Media(senders, used - 1);
            node.Media = sign > 0 ? node.Media + media : node.Media - media;
            node.Rooms += sign;
            node.Participants += sign * share.Members;
            traffic.CountClients(share, node.Region, senders, sign);
            foreach (var other in Shares.Where(other => other != share && other.Members > 0))
            {
                traffic.CountPipes(share.Senders, isFar: fleet.Nodes[other.Node].Region != node.Region, sign);
            }
        }
    }
}

/// <summary>The participants of a room on one node.</summary>
internal sealed class RoomShare(int node)
{
    private const int StreamsOfSender = 2;
    private const int TransportsOfMember = 2;

    public int Node => node;

    /// <summary>The participants that have joined, and those that have a token.</summary>
    public int Seats { get; set; }

    public int Members { get; private set; }

    public int Senders { get; private set; }

    /// <summary>The members by region.</summary>
    public int[] MembersOf { get; } = new int[Region.All.Count];

    public void Add(Participant participant, int difference)
    {
        Members += difference;
        MembersOf[participant.Region] += difference;
        Senders += participant.Sends ? difference : 0;
    }

    /// <summary>The objects on the node: each participant receives all senders but itself, and each sender is piped to all other nodes.</summary>
    public MediaCounts Media(int sendersOfRoom, int otherNodes) => new(
        StreamsOfSender * sendersOfRoom,
        StreamsOfSender * ((Members * sendersOfRoom) - Senders + (Senders * otherNodes)),
        TransportsOfMember * Members);
}
