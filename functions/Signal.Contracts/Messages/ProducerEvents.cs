namespace Signal.Contracts.Messages;

/// <summary>A peer created a producer.</summary>
public sealed record ProducerAdded : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id; null: the node predates this field.</summary>
    public string? UserId { get; init; }

    /// <summary>The producer.</summary>
    public required ProducerInfo Producer { get; init; }
}

/// <summary>A producer was paused or resumed.</summary>
public sealed record ProducerUpdated : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id; null: the node predates this field.</summary>
    public string? UserId { get; init; }

    /// <summary>The producer after the change.</summary>
    public required ProducerInfo Producer { get; init; }
}

/// <summary>A producer was closed.</summary>
public sealed record ProducerRemoved : RoomEvent
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id; null: the node predates this field.</summary>
    public string? UserId { get; init; }

    /// <summary>The producer id.</summary>
    public required string ProducerId { get; init; }
}
