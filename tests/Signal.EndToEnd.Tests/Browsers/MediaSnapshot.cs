namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>The media that a page has received so far.</summary>
/// <param name="Inbound">The received streams. Simulcast shows a second one of the same track that never gets a frame.</param>
/// <param name="Protocols">The transport protocols of the candidate pairs in use.</param>
/// <param name="Relays">The protocols between the page and its TURN server, for each of these pairs; <c>none</c>: the pair goes over no relay.</param>
internal sealed record MediaSnapshot(InboundStream[] Inbound, string[] Protocols, string[] Relays)
{
    /// <summary>Frames decoded since an earlier look, for each video track.</summary>
    public IEnumerable<long> Pictures(MediaSnapshot earlier) =>
        Of("video").Select(now => now.Frames - earlier.Of("video").Where(then => then.Track == now.Track).Sum(then => then.Frames));

    /// <summary>Audio energy since an earlier look, for each audio track.</summary>
    public IEnumerable<double> Sounds(MediaSnapshot earlier) =>
        Of("audio").Select(now => now.Energy - earlier.Of("audio").Where(then => then.Track == now.Track).Sum(then => then.Energy));

    /// <summary>The streams of a kind that carry media, one for each track.</summary>
    public IEnumerable<InboundStream> Of(string kind) =>
        Inbound.Where(stream => stream.Kind == kind).GroupBy(stream => stream.Track).Select(streams => streams.MaxBy(stream => stream.Frames)!);
}

/// <summary>One received stream.</summary>
/// <param name="Track">The track's id.</param>
/// <param name="Kind"><c>audio</c> or <c>video</c>.</param>
/// <param name="Packets">RTP packets received so far.</param>
/// <param name="Frames">Frames decoded so far.</param>
/// <param name="Height">The height of the last frame, pixels.</param>
/// <param name="Energy">Audio energy so far.</param>
/// <param name="Codec">The MIME type of the codec.</param>
internal sealed record InboundStream(string Track, string Kind, long Packets, long Frames, int Height, double Energy, string Codec);
