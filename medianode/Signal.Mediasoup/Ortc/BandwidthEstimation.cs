namespace Signal.Mediasoup.Ortc;

/// <summary>The feedback with which the receiver of a consumer's stream reports the available bandwidth.</summary>
internal enum BandwidthEstimation
{
    /// <summary>No feedback.</summary>
    None,

    /// <summary>REMB, which requires the absolute send time extension.</summary>
    Remb,

    /// <summary>Transport-wide congestion control.</summary>
    TransportCc,
}
