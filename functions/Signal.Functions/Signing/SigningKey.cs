using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Signal.Functions.Signing;

/// <summary>A signing key. Thread-safe: each concurrent signer uses its own handle.</summary>
internal sealed class SigningKey(string keyId, byte[] pkcs8)
{
    private readonly ConcurrentBag<ECDsa> _handles = [];

    public string KeyId { get; } = keyId;

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        if (!_handles.TryTake(out var handle))
        {
            handle = ECDsa.Create();
            handle.ImportPkcs8PrivateKey(pkcs8, out _);
        }

        var signature = handle.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _handles.Add(handle);
        return signature;
    }
}
