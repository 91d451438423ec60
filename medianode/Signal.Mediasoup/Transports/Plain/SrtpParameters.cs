namespace Signal.Mediasoup;

/// <summary>The SRTP keys of one side.</summary>
public sealed record SrtpParameters
{
    /// <summary>The crypto suite.</summary>
    public required SrtpCryptoSuite CryptoSuite { get; init; }

    /// <summary>Key and salt, in base 64.</summary>
    public required string KeyBase64 { get; init; }
}
