namespace Signal.Mediasoup;

/// <summary>The rotation of a video, as its sender signals it.</summary>
public sealed record ProducerVideoOrientation
{
    /// <summary>Whether the source is a camera.</summary>
    public required bool Camera { get; init; }

    /// <summary>Whether the video is flipped.</summary>
    public required bool Flip { get; init; }

    /// <summary>0, 90, 180 or 270 degrees.</summary>
    public required ushort Rotation { get; init; }
}
