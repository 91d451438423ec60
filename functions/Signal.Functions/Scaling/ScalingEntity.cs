using Signal.Functions.Storage;

namespace Signal.Functions.Scaling;

/// <summary>What the passes remember: one row.</summary>
public sealed class ScalingEntity : Entity
{
    /// <summary>The keys of the row.</summary>
    public const string Key = "state";

    /// <summary>When the number of nodes was changed last.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>The node that is being taken away; null: none.</summary>
    public string? Leaving { get; set; }

    /// <summary>Since when it is to go.</summary>
    public DateTimeOffset? LeavingSince { get; set; }

    /// <summary>Its deletion was asked for, and cannot be undone.</summary>
    public bool Deleted { get; set; }
}
