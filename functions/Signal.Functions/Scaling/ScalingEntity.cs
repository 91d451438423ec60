using Signal.Functions.Storage;

namespace Signal.Functions.Scaling;

/// <summary>The stored state of scaling: one row.</summary>
public sealed class ScalingEntity : Entity
{
    /// <summary>The partition key and row key.</summary>
    public const string Key = "state";

    /// <summary>When the number of nodes was last changed.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>The node that is being removed; null: none.</summary>
    public string? Leaving { get; set; }

    /// <summary>Since when the node is being removed.</summary>
    public DateTimeOffset? LeavingSince { get; set; }

    /// <summary>Whether the deletion of the machine was requested, which cannot be undone.</summary>
    public bool Deleted { get; set; }
}
