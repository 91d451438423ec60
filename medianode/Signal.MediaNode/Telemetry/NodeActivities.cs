using System.Diagnostics;

namespace Signal.MediaNode.Telemetry;

/// <summary>The source of the node's spans.</summary>
internal static class NodeActivities
{
    /// <summary>Spans of hub requests and commands; worker requests are children of them.</summary>
    public static ActivitySource Source { get; } = new("Signal.MediaNode");
}
