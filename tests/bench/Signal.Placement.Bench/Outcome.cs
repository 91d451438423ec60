namespace Signal.Placement.Bench;

/// <summary>What came of a case.</summary>
internal sealed record Outcome
{
    /// <summary>The number of token requests.</summary>
    public required int Tokens { get; init; }

    /// <summary>The number of joins.</summary>
    public required int Joined { get; init; }

    /// <summary>The number of joins on a node that was full.</summary>
    public required int Refused { get; init; }

    /// <summary>The number of participants that have left.</summary>
    public required int Left { get; init; }

    /// <summary>What is counted on the nodes after all have left: 0.</summary>
    public required int Remaining { get; init; }

    /// <summary>The most participants at one time.</summary>
    public required int MostParticipants { get; init; }

    /// <summary>The mean load of the nodes.</summary>
    public required double MeanLoad { get; init; }

    /// <summary>The standard deviation of the loads of the nodes, divided by their mean.</summary>
    public required double Imbalance { get; init; }

    /// <summary>The load that 99 of 100 nodes do not exceed.</summary>
    public required double LoadAt99 { get; init; }

    /// <summary>The share of nodes with a load of at least 0.9.</summary>
    public required double BusyNodes { get; init; }

    /// <summary>The share of rooms that span several nodes.</summary>
    public required double Spanning { get; init; }

    /// <summary>The share of participants in these rooms.</summary>
    public required double ParticipantsInSpanning { get; init; }

    /// <summary>The share of the traffic that is sent from one region to another.</summary>
    public required double FarTraffic { get; init; }

    /// <summary>The number of nodes that were added to rooms, homes included.</summary>
    public required int Choices { get; init; }

    /// <summary>The number of these that were full by their reports while another could have been chosen.</summary>
    public required int ChoicesOfFull { get; init; }
}
