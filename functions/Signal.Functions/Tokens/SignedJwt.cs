using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Signal.Functions.Signing;

namespace Signal.Functions.Tokens;

/// <summary>Writes and signs the tokens for nodes: JWS compact serialization (RFC 7515), ES256 (RFC 7518, section 3.4).</summary>
internal static class SignedJwt
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a token.</summary>
    /// <param name="key">The key that signs it.</param>
    /// <param name="type">The <c>typ</c> of the header.</param>
    /// <param name="writeClaims">Writes the members of the payload.</param>
    public static string Write(SigningKey key, string type, Action<Utf8JsonWriter> writeClaims)
    {
        var signed = string.Concat(
            Encode(w =>
            {
                w.WriteString("alg", "ES256");
                w.WriteString("typ", type);
                w.WriteString("kid", key.KeyId);
            }),
            ".",
            Encode(writeClaims));
        return signed + "." + Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)));
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
