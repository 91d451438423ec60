namespace Signal.Mediasoup;

/// <summary>Checks DTLS parameters that an endpoint gives.</summary>
internal static class DtlsValidation
{
    public static void Validate(DtlsParameters? parameters, string argument)
    {
        ArgumentNullException.ThrowIfNull(parameters, argument);
        if (!Enum.IsDefined(parameters.Role))
        {
            throw new ArgumentException($"The DTLS role {parameters.Role} is not one.", argument);
        }

        if (parameters.Fingerprints.IsDefaultOrEmpty)
        {
            throw new ArgumentException("There is no DTLS fingerprint.", argument);
        }

        foreach (var fingerprint in parameters.Fingerprints)
        {
            if (fingerprint is null || !Enum.IsDefined(fingerprint.Algorithm) || string.IsNullOrEmpty(fingerprint.Value))
            {
                throw new ArgumentException("A DTLS fingerprint is wrong.", argument);
            }
        }
    }
}
