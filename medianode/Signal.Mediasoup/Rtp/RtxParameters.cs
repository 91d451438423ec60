using System.Diagnostics.CodeAnalysis;

namespace Signal.Mediasoup;

/// <summary>The retransmission stream of an encoding.</summary>
public sealed record RtxParameters
{
    /// <summary>Creates an instance without values; set <see cref="Ssrc"/>.</summary>
    public RtxParameters()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="ssrc">The SSRC of the retransmission stream.</param>
    [SetsRequiredMembers]
    public RtxParameters(uint ssrc) => Ssrc = ssrc;

    /// <summary>The SSRC of the retransmission stream.</summary>
    public required uint Ssrc { get; init; }
}
