using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Signal.LoadTest.Media;

/// <summary>Encrypts and authenticates RTP packets with AES_CM_128_HMAC_SHA1_80 (RFC 3711). Not thread-safe.</summary>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The profile that every WebRTC endpoint has uses HMAC-SHA1.")]
internal sealed class SrtpSender : IDisposable
{
    /// <summary>The length of what the DTLS exporter must supply: the keys and the salts of both sides (RFC 5764, section 4.2).</summary>
    public const int KeyingMaterialLength = 2 * (KeyLength + SaltLength);

    /// <summary>The number of bytes that are added to a packet.</summary>
    public const int TagLength = 10;

    private const int KeyLength = 16;
    private const int SaltLength = 14;
    private const int BlockLength = 16;
    private const int HeaderLength = 12;
    private const byte EncryptionLabel = 0;
    private const byte AuthenticationLabel = 1;
    private const byte SaltLabel = 2;
    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _authenticationKey;
    private readonly byte[] _salt;
    private readonly Dictionary<uint, (ushort Sequence, uint RollOver)> _streams = [];

    /// <param name="keyingMaterial">What the DTLS exporter supplies; the sender is the client.</param>
    public SrtpSender(ReadOnlySpan<byte> keyingMaterial)
    {
        var salt = keyingMaterial.Slice(2 * KeyLength, SaltLength);
        using var master = Aes.Create();
        master.SetKey(keyingMaterial[..KeyLength]);
        _aes.SetKey(Derive(master, salt, EncryptionLabel, KeyLength));
        _authenticationKey = Derive(master, salt, AuthenticationLabel, HMACSHA1.HashSizeInBytes);
        _salt = Derive(master, salt, SaltLabel, SaltLength);
    }

    /// <summary>Protects a packet with a header of 12 bytes; the last <see cref="TagLength"/> bytes of the buffer are for the tag.</summary>
    public void Protect(Span<byte> packet)
    {
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        var rollOver = RollOver(ssrc, BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
        Span<byte> iv = stackalloc byte[BlockLength];
        iv.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(iv[4..], ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(iv[8..], rollOver);
        packet.Slice(2, 2).CopyTo(iv[12..]);
        Mix(iv, _salt);
        ApplyKeyStream(_aes, iv, packet[HeaderLength..^TagLength]);

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, _authenticationKey);
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(number, rollOver);
        hmac.AppendData(packet[..^TagLength]);
        hmac.AppendData(number);
        Span<byte> tag = stackalloc byte[HMACSHA1.HashSizeInBytes];
        hmac.GetHashAndReset(tag);
        tag[..TagLength].CopyTo(packet[^TagLength..]);
    }

    public void Dispose() => _aes.Dispose();

    /// <summary>How often the sequence numbers of a stream have started again.</summary>
    private uint RollOver(uint ssrc, ushort sequence)
    {
        var (previous, count) = _streams.GetValueOrDefault(ssrc, (sequence, 0u));
        count += sequence < previous ? 1u : 0;
        _streams[ssrc] = (sequence, count);
        return count;
    }

    /// <summary>Derives a session key (section 4.3), with a key derivation rate of 0.</summary>
    private static byte[] Derive(Aes master, ReadOnlySpan<byte> salt, byte label, int length)
    {
        Span<byte> iv = stackalloc byte[BlockLength];
        iv.Clear();
        iv[7] = label;
        Mix(iv, salt);
        var key = new byte[length];
        ApplyKeyStream(master, iv, key);
        return key;
    }

    private static void Mix(Span<byte> iv, ReadOnlySpan<byte> salt)
    {
        for (var i = 0; i < salt.Length; i++)
        {
            iv[i] ^= salt[i];
        }
    }

    /// <summary>AES in counter mode (section 4.1.1); the last two bytes of the initialization vector count blocks.</summary>
    private static void ApplyKeyStream(Aes aes, ReadOnlySpan<byte> iv, Span<byte> data)
    {
        Span<byte> counter = stackalloc byte[BlockLength];
        Span<byte> stream = stackalloc byte[BlockLength];
        iv.CopyTo(counter);
        for (var block = 0; block * BlockLength < data.Length; block++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(counter[14..], (ushort)block);
            aes.EncryptEcb(counter, stream, PaddingMode.None);
            var part = data[(block * BlockLength)..Math.Min(data.Length, (block + 1) * BlockLength)];
            for (var i = 0; i < part.Length; i++)
            {
                part[i] ^= stream[i];
            }
        }
    }
}
