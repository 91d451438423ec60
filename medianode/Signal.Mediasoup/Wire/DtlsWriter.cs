using FBS.WebRtcTransport;
using Google.FlatBuffers;
using Fbs = FBS.WebRtcTransport;

namespace Signal.Mediasoup.Wire;

/// <summary>Writes the DTLS parameters of an endpoint.</summary>
internal static class DtlsWriter
{
    public static Offset<Fbs.DtlsParameters> Write(FlatBufferBuilder builder, DtlsParameters parameters)
    {
        var fingerprints = new Offset<Fingerprint>[parameters.Fingerprints.Length];
        for (var i = 0; i < fingerprints.Length; i++)
        {
            var fingerprint = parameters.Fingerprints[i];
            fingerprints[i] = Fingerprint.CreateFingerprint(
                builder, (Fbs.FingerprintAlgorithm)fingerprint.Algorithm, builder.CreateString(fingerprint.Value));
        }

        return Fbs.DtlsParameters.CreateDtlsParameters(
            builder, Fbs.DtlsParameters.CreateFingerprintsVector(builder, fingerprints), (Fbs.DtlsRole)parameters.Role);
    }
}
