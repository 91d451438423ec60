using System.Text;

namespace Signal.Mediasoup;

/// <summary>
/// A message with its SCTP payload protocol id (RFC 8831, section 8). SCTP has no empty messages: they are sent as one byte with a separate
/// payload protocol id.
/// </summary>
internal readonly record struct DataPayload(ReadOnlyMemory<byte> Bytes, uint ProtocolId)
{
    private const uint Text = 51;
    private const uint Binary = 53;
    private const uint EmptyText = 56;
    private const uint EmptyBinary = 57;

    private static readonly byte[] Space = " "u8.ToArray();
    private static readonly byte[] Zero = [0];

    public static DataPayload Of(string text, uint? protocolId) =>
        Of(Encoding.UTF8.GetBytes(text), protocolId ?? (text.Length > 0 ? Text : EmptyText));

    public static DataPayload Of(ReadOnlyMemory<byte> bytes, uint? protocolId) =>
        Of(bytes, protocolId ?? (bytes.Length > 0 ? Binary : EmptyBinary));

    private static DataPayload Of(ReadOnlyMemory<byte> bytes, uint protocolId) => protocolId switch
    {
        EmptyText => new DataPayload(Space, protocolId),
        EmptyBinary => new DataPayload(Zero, protocolId),
        _ => new DataPayload(bytes, protocolId),
    };
}
