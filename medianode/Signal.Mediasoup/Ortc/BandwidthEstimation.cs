namespace Signal.Mediasoup.Ortc;

/// <summary>How the receiver of a consumer's stream reports what bandwidth there is.</summary>
internal enum BandwidthEstimation
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>By REMB, which needs the absolute send time.</summary>
    Remb,

    /// <summary>By transport-wide congestion control.</summary>
    TransportCc,
}
