namespace Signal.Mediasoup;

/// <summary>Validates the DTLS parameters of an endpoint.</summary>
internal static class DtlsValidation
{
    public static void Validate(DtlsParameters? parameters, string argument)
    {
        ArgumentNullException.ThrowIfNull(parameters, argument);
        if (!Enum.IsDefined(parameters.Role))
        {
            throw new ArgumentException($"The DTLS role {parameters.Role} is unknown.", argument);
        }

        if (parameters.Fingerprints.IsDefaultOrEmpty)
        {
            throw new ArgumentException("At least one DTLS fingerprint is required.", argument);
        }

        foreach (var fingerprint in parameters.Fingerprints)
        {
            if (fingerprint is null || !Enum.IsDefined(fingerprint.Algorithm) || string.IsNullOrEmpty(fingerprint.Value))
            {
                throw new ArgumentException("A DTLS fingerprint is invalid.", argument);
            }
        }
    }
}
