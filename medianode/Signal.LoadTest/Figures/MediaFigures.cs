namespace Signal.LoadTest.Figures;

/// <summary>The media of a run.</summary>
/// <param name="Connect">From the end of the join to both transports being connected (ICE, DTLS); null: no peer was connected.</param>
/// <param name="FirstPacket">From the room token to the first RTP packet, of peers that entered a room in which another one sent; null without one.</param>
/// <param name="PacketsSent">The RTP packets that peers sent.</param>
/// <param name="PacketsReceived">The RTP packets that peers received.</param>
/// <param name="PacketsLost">The packets that are missing in what peers received, by their sequence numbers.</param>
public sealed record MediaFigures(LatencySummary? Connect, LatencySummary? FirstPacket, long PacketsSent, long PacketsReceived, long PacketsLost);
