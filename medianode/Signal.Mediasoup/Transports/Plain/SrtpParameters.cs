namespace Signal.Mediasoup;

/// <summary>The SRTP parameters of one side.</summary>
public sealed record SrtpParameters
{
    /// <summary>The crypto suite.</summary>
    public required SrtpCryptoSuite CryptoSuite { get; init; }

    /// <summary>The key and salt, base64-encoded.</summary>
    public required string KeyBase64 { get; init; }
}
