using Signal.Functions.Storage;

namespace Signal.Functions.Signing;

/// <summary>A P-256 key pair. The row key is a counter, so that two instances cannot both create the next key.</summary>
public sealed class SigningKeyEntity : Entity
{
    /// <summary>The partition of all keys.</summary>
    public const string Partition = "keys";

    /// <summary>The key id: the RFC 7638 thumbprint.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>The public point's x coordinate, base64url.</summary>
    public string X { get; set; } = "";

    /// <summary>The public point's y coordinate, base64url.</summary>
    public string Y { get; set; } = "";

    /// <summary>The encrypted private key (PKCS #8).</summary>
    public byte[] PrivateBox { get; set; } = [];

    /// <summary>When the key starts to be used for signing.</summary>
    public DateTimeOffset SignsFrom { get; set; }
}
