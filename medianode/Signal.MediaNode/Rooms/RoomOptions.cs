using Signal.MediaNode.Options;

namespace Signal.MediaNode.Rooms;

/// <summary>Rooms whose own settings do not say. Section <c>Rooms</c>.</summary>
internal sealed record RoomOptions : ICheckedOptions
{
    /// <summary>How long a room waits for the first peer to join.</summary>
    public TimeSpan EmptyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a room is kept after the last peer left.</summary>
    public TimeSpan DepartureTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a peer whose connection was lost may come back. Zero: not at all.</summary>
    public TimeSpan ResumeGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the active speaker is looked for, milliseconds.</summary>
    public ushort SpeakerInterval { get; init; } = 800;

    /// <summary>What is quieter than this, in dBvo, is silence.</summary>
    public sbyte SpeakerThreshold { get; init; } = -60;

    /// <summary>
    /// The codecs that routers offer, in order of preference: MIME types, or MIME types with the parameters of an SDP <c>a=fmtp</c> line,
    /// such as <c>video/H264;packetization-mode=1;profile-level-id=4d0032</c>. A MIME type may come several times.
    /// </summary>
    public IReadOnlyList<string> Codecs { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (EmptyTimeout < TimeSpan.Zero || DepartureTimeout < TimeSpan.Zero || ResumeGrace < TimeSpan.Zero)
        {
            yield return "EmptyTimeout, DepartureTimeout and ResumeGrace must not be negative.";
        }

        if (SpeakerInterval is < 250 or > 5000)
        {
            yield return "SpeakerInterval must be 250 to 5000 milliseconds.";
        }

        if (SpeakerThreshold is < -127 or > 0)
        {
            yield return "SpeakerThreshold must be -127 to 0.";
        }

        foreach (var codec in Codecs.Where(codec => !CodecList.Knows(codec)))
        {
            yield return $"Codecs: '{codec}' must be one of {string.Join(", ", CodecList.Names)}, with parameters such as ;profile-id=2 or without.";
        }
    }
}
