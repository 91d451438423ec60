namespace Signal.Mediasoup;

/// <summary>Validates the SRTP parameters of an endpoint.</summary>
internal static class SrtpValidation
{
    public static void Validate(SrtpParameters? parameters, string argument)
    {
        if (parameters is null)
        {
            return;
        }

        if (!Enum.IsDefined(parameters.CryptoSuite))
        {
            throw new ArgumentException($"The SRTP crypto suite {parameters.CryptoSuite} is unknown.", argument);
        }

        Span<byte> key = stackalloc byte[64];
        if (!Convert.TryFromBase64String(parameters.KeyBase64 ?? string.Empty, key, out var length)
            || length != KeyLength(parameters.CryptoSuite))
        {
            throw new ArgumentException("The SRTP key is not valid base64, or its length does not match the crypto suite.", argument);
        }
    }

    // The length of key and salt together (RFC 7714, RFC 3711).
    private static int KeyLength(SrtpCryptoSuite suite) => suite switch
    {
        SrtpCryptoSuite.AeadAes256Gcm => 44,
        SrtpCryptoSuite.AeadAes128Gcm => 28,
        _ => 30,
    };
}
