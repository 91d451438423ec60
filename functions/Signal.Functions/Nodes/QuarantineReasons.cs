namespace Signal.Functions.Nodes;

/// <summary>The faults that put a node in quarantine, as the API names them.</summary>
public static class QuarantineReasons
{
    /// <summary>The monitored file system is full.</summary>
    public const string DiskFull = "disk-full";

    /// <summary>The memory of the machine, or of the node's control group, is full.</summary>
    public const string MemoryFull = "memory-full";

    /// <summary>The clock differs from both the bus and the control plane.</summary>
    public const string ClockOff = "clock-off";

    /// <summary>The ICE of too many peers does not connect.</summary>
    public const string IceFailures = "ice-failures";

    /// <summary>The DTLS of too many peers fails.</summary>
    public const string DtlsFailures = "dtls-failures";

    /// <summary>The node restarts, or its reports stop, too often.</summary>
    public const string Flapping = "flapping";
}
