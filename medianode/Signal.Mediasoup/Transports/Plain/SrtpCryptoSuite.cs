using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The SRTP encryption and authentication algorithms.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<SrtpCryptoSuite>))]
public enum SrtpCryptoSuite
{
    /// <summary>AES-256 in GCM (RFC 7714).</summary>
    [JsonStringEnumMemberName("AEAD_AES_256_GCM")]
    AeadAes256Gcm,

    /// <summary>AES-128 in GCM (RFC 7714).</summary>
    [JsonStringEnumMemberName("AEAD_AES_128_GCM")]
    AeadAes128Gcm,

    /// <summary>AES-128 in counter mode, with a tag of 80 bits (RFC 4568).</summary>
    [JsonStringEnumMemberName("AES_CM_128_HMAC_SHA1_80")]
    AesCm128HmacSha1With80BitTag,

    /// <summary>AES-128 in counter mode, with a tag of 32 bits (RFC 4568).</summary>
    [JsonStringEnumMemberName("AES_CM_128_HMAC_SHA1_32")]
    AesCm128HmacSha1With32BitTag,
}
