namespace Microsoft.Azure.Functions.Worker;

/// <summary>The occurrences of a schedule, UTC.</summary>
public sealed class ScheduleStatus
{
    /// <summary>The last occurrence.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next one expected.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was last written.</summary>
    public DateTime LastUpdated { get; set; }
}
