using Signal.MediaNode.Options;

namespace Signal.MediaNode.Workers;

/// <summary>Every WebRTC transport. Section <c>Transport</c>. Bitrates in bits per second; null: no limit.</summary>
internal sealed record TransportSettings : ICheckedOptions
{
    /// <summary>Where the estimate of a client's downlink starts.</summary>
    public uint InitialOutgoingBitrate { get; init; } = 1_000_000;

    /// <summary>The most that one client may send over one transport.</summary>
    public uint? MaxIncomingBitrate { get; init; } = 6_000_000;

    /// <summary>The most that is sent to one client over one transport.</summary>
    public uint? MaxOutgoingBitrate { get; init; }

    /// <summary>The largest message over a data channel, bytes.</summary>
    public uint MaxDataMessageBytes { get; init; } = 262_144;

    /// <summary>How often a client is told what its downlink is taken for, at most.</summary>
    public TimeSpan BweInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (InitialOutgoingBitrate < 30_000)
        {
            yield return "InitialOutgoingBitrate must be at least 30000.";
        }

        if (MaxIncomingBitrate < 30_000 || MaxOutgoingBitrate < 30_000)
        {
            yield return "MaxIncomingBitrate and MaxOutgoingBitrate must be absent or at least 30000.";
        }

        if (MaxDataMessageBytes < 1024)
        {
            yield return "MaxDataMessageBytes must be at least 1024.";
        }

        if (BweInterval < TimeSpan.Zero)
        {
            yield return "BweInterval must not be negative.";
        }
    }
}
