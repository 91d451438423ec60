using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Signal.LoadTest.Media;

/// <summary>
/// The STUN messages of the controlling side of ICE (RFC 8489, RFC 8445 section 7.1). MESSAGE-INTEGRITY and FINGERPRINT each cover what precedes
/// them, with a length in the header that includes them.
/// </summary>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "STUN defines MESSAGE-INTEGRITY with HMAC-SHA1.")]
public static class StunBinding
{
    /// <summary>The length of a transaction id.</summary>
    public const int TransactionIdLength = 12;

    private const int HeaderLength = 20;
    private const int AttributeHeaderLength = 4;
    private const int IntegrityLength = AttributeHeaderLength + HMACSHA1.HashSizeInBytes;
    private const int FingerprintLength = AttributeHeaderLength + 4;
    private const ushort SuccessResponse = 0x0101;
    private const ushort MessageIntegrity = 0x0008;

    /// <summary>A request that nominates the pair of addresses that it is sent between.</summary>
    /// <param name="transactionId">Twelve random bytes.</param>
    /// <param name="userName">The user name fragments of the server and of the client, with a colon between.</param>
    /// <param name="password">The ICE password of the server.</param>
    public static byte[] Request(ReadOnlySpan<byte> transactionId, string userName, string password)
    {
        var message = new List<byte> { 0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42 };
        message.AddRange(transactionId);
        Add(message, 0x0006, Encoding.UTF8.GetBytes(userName));
        Add(message, 0x0024, [0x7E, 0, 0, 0xFF]);
        Add(message, 0x802A, RandomNumberGenerator.GetBytes(8));
        Add(message, 0x0025, []);
        SetLength(message, IntegrityLength);
        Add(message, MessageIntegrity, HMACSHA1.HashData(Encoding.UTF8.GetBytes(password), message.ToArray()));
        SetLength(message, FingerprintLength);
        var fingerprint = Crc32(message) ^ 0x5354554E;
        Add(message, 0x8028, [(byte)(fingerprint >> 24), (byte)(fingerprint >> 16), (byte)(fingerprint >> 8), (byte)fingerprint]);
        return [.. message];
    }

    /// <summary>Whether a message is the success response to a request, from someone who knows the password.</summary>
    public static bool IsResponse(ReadOnlySpan<byte> message, ReadOnlySpan<byte> transactionId, string password)
    {
        if (message.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(message) != SuccessResponse
            || !message.Slice(8, TransactionIdLength).SequenceEqual(transactionId))
        {
            return false;
        }

        for (var at = HeaderLength; at + AttributeHeaderLength <= message.Length;)
        {
            var (type, length) = (BinaryPrimitives.ReadUInt16BigEndian(message[at..]), BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]));
            if (type == MessageIntegrity)
            {
                byte[] covered = [.. message[..at]];
                BinaryPrimitives.WriteUInt16BigEndian(covered.AsSpan(2), (ushort)(at - HeaderLength + IntegrityLength));
                return at + IntegrityLength <= message.Length && CryptographicOperations.FixedTimeEquals(
                    message.Slice(at + AttributeHeaderLength, HMACSHA1.HashSizeInBytes), HMACSHA1.HashData(Encoding.UTF8.GetBytes(password), covered));
            }

            at += AttributeHeaderLength + length + Padding(length);
        }

        return false;
    }

    private static void SetLength(List<byte> message, int attributeLength)
    {
        var length = message.Count - HeaderLength + attributeLength;
        (message[2], message[3]) = ((byte)(length >> 8), (byte)length);
    }

    private static void Add(List<byte> message, ushort type, byte[] value)
    {
        message.AddRange([(byte)(type >> 8), (byte)type, (byte)(value.Length >> 8), (byte)value.Length]);
        message.AddRange(value);
        message.AddRange(new byte[Padding(value.Length)]);
    }

    private static int Padding(int length) => (4 - (length % 4)) % 4;

    private static uint Crc32(List<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var one in data)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
