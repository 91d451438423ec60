using Signal.MediaNode.Options;

namespace Signal.MediaNode.Telemetry;

/// <summary>Who may read <c>/metrics</c>. Section <c>Metrics</c>. With neither a port nor a key: processes of the same machine alone.</summary>
internal sealed record MetricsOptions : ICheckedOptions
{
    private const int ShortestKey = 16;

    /// <summary>A port of its own, on all addresses, that serves <c>/metrics</c> and nothing else; 0: none.</summary>
    public int Port { get; init; }

    /// <summary>Whoever sends this as bearer token may read <c>/metrics</c> on the hub's port; empty: nobody.</summary>
    public string? Key { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Port is < 0 or > ushort.MaxValue)
        {
            yield return "Port must be 0 (none) to 65535.";
        }

        if (!string.IsNullOrEmpty(Key) && Key.Length < ShortestKey)
        {
            yield return $"Key must have at least {ShortestKey} characters (set Metrics__Key).";
        }
    }
}
