using System.Text.Json;

namespace Signal.LoadTest.Media;

/// <summary>The media of one participation: both transports, and the streams that the peer sends.</summary>
internal sealed class PeerMedia : IAsyncDisposable
{
    /// <summary>The SSRC of the audio stream.</summary>
    public const uint AudioSsrc = 1001;

    /// <summary>The SSRC of the video stream.</summary>
    public const uint VideoSsrc = 1002;

    private readonly MediaTransport _sending;
    private readonly MediaTransport _receiving;

    private PeerMedia(MediaTransport sending, MediaTransport receiving, bool publishes)
    {
        (_sending, _receiving) = (sending, receiving);
        if (publishes)
        {
            sending.Start(RtpSource.Opus(AudioSsrc));
            sending.Start(RtpSource.Vp8(VideoSsrc));
        }
    }

    /// <summary>The RTP packets that were sent, received, and missing.</summary>
    public (long Sent, long Received, long Lost) Packets => (_sending.Packets.Sent, _receiving.Packets.Received, _receiving.Packets.Lost);

    /// <summary>Connects both transports and begins to send.</summary>
    /// <param name="sending">The answer of <c>createWebRtcTransport</c> for the sending transport.</param>
    /// <param name="receiving">The same for the receiving one.</param>
    /// <param name="publishes">Whether the peer publishes audio and video.</param>
    /// <param name="identity">The certificate whose fingerprint was sent to the node.</param>
    /// <param name="time">The clock.</param>
    /// <param name="firstPacket">Called when the first RTP packet arrives.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MediaException">ICE or DTLS failed.</exception>
    public static async Task<PeerMedia> ConnectAsync(
        JsonElement sending, JsonElement receiving, bool publishes, DtlsIdentity identity, TimeProvider time, Action firstPacket,
        CancellationToken cancellationToken)
    {
        var first = MediaTransport.ConnectAsync(sending, identity, time, static () => { }, cancellationToken);
        var second = MediaTransport.ConnectAsync(receiving, identity, time, firstPacket, cancellationToken);
        try
        {
            await Task.WhenAll(first, second);
            return new PeerMedia(await first, await second, publishes);
        }
        catch
        {
            foreach (var connected in new[] { first, second }.Where(task => task.IsCompletedSuccessfully))
            {
                await (await connected).DisposeAsync();
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _sending.DisposeAsync();
        await _receiving.DisposeAsync();
    }
}
