namespace Signal.Mediasoup;

/// <summary>The ICE credentials of a transport.</summary>
public sealed record IceParameters
{
    /// <summary>The username fragment.</summary>
    public required string UsernameFragment { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }

    /// <summary>Whether the router is ICE Lite. Always true.</summary>
    public bool IceLite { get; init; } = true;
}
