namespace Signal.Mediasoup;

/// <summary>The orientation of a video, as signaled by its sender.</summary>
public sealed record ProducerVideoOrientation
{
    /// <summary>Whether the source is a camera.</summary>
    public required bool Camera { get; init; }

    /// <summary>Whether the video is flipped.</summary>
    public required bool Flip { get; init; }

    /// <summary>The rotation: 0, 90, 180 or 270 degrees.</summary>
    public required ushort Rotation { get; init; }
}
