using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using MessagePack;

namespace Signal.MediaNode.Bench.Wire;

/// <summary>SignalR's MessagePack protocol: arrays, each after its length.</summary>
internal sealed class SignalRPackWire : IWire
{
    public string? Subprotocol => null;

    public WebSocketMessageType MessageType => WebSocketMessageType.Binary;

    public byte[]? Handshake { get; } = [.. """{"protocol":"messagepack","version":1}"""u8, 0x1e];

    public byte[]? Ping { get; } = Framed((ref MessagePackWriter writer) =>
    {
        writer.WriteArrayHeader(1);
        writer.Write(6);
    });

    public byte[] Encode(object payload) => MessagePackSerializer.ConvertFromJson(JsonSerializer.Serialize(payload));

    public byte[] Request(int id, string method, byte[] payload) => Framed((ref MessagePackWriter writer) =>
    {
        writer.WriteArrayHeader(6);
        writer.Write(1);
        writer.WriteMapHeader(0);
        writer.Write($"{id}");
        writer.Write(method);
        writer.WriteArrayHeader(1);
        writer.WriteRaw(payload);
        writer.WriteArrayHeader(0);
    });

    public byte[] Answer(string id) => Framed((ref MessagePackWriter writer) =>
    {
        writer.WriteArrayHeader(5);
        writer.Write(3);
        writer.WriteMapHeader(0);
        writer.Write(id);
        writer.Write(3);
        writer.WriteMapHeader(0);
    });

    public void Read(ReadOnlySpan<byte> received, List<Incoming> messages)
    {
        if (received is [(byte)'{', ..])
        {
            // The answer to the handshake, with which other messages may come.
            received = received[(received.IndexOf((byte)0x1e) + 1)..];
        }

        var rest = new ReadOnlyMemory<byte>(received.ToArray());
        while (!rest.IsEmpty)
        {
            var length = ReadLength(ref rest);
            var reader = new MessagePackReader(rest[..length]);
            rest = rest[length..];
            reader.ReadArrayHeader();
            switch (reader.ReadInt32())
            {
                case 1:
                    reader.Skip();
                    var id = reader.ReadString();
                    messages.Add(new Incoming(id is null ? IncomingKind.Event : IncomingKind.Request, id, reader.ReadString(), null));
                    break;
                case 3:
                    messages.Add(ReadAnswer(ref reader));
                    break;
            }
        }
    }

    private static Incoming ReadAnswer(ref MessagePackReader reader)
    {
        reader.Skip();
        var id = reader.ReadString();
        return reader.ReadInt32() switch
        {
            1 => new Incoming(IncomingKind.Answer, id, reader.ReadString(), null),
            3 => new Incoming(IncomingKind.Answer, id, null, ReadId(ref reader)),
            _ => new Incoming(IncomingKind.Answer, id, null, null),
        };
    }

    private static string? ReadId(ref MessagePackReader reader)
    {
        if (reader.NextMessagePackType != MessagePackType.Map)
        {
            return null;
        }

        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            if (reader.ReadString() == "id")
            {
                return reader.ReadString();
            }

            reader.Skip();
        }

        return null;
    }

    private static int ReadLength(ref ReadOnlyMemory<byte> data)
    {
        var (length, shift, at) = (0, 0, 0);
        byte part;
        do
        {
            part = data.Span[at++];
            length |= (part & 0x7f) << shift;
            shift += 7;
        }
        while ((part & 0x80) != 0);
        data = data[at..];
        return length;
    }

    private static byte[] Framed(Write write)
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(body);
        write(ref writer);
        writer.Flush();
        var prefix = new List<byte>();
        for (var length = body.WrittenCount; ;)
        {
            var part = (byte)(length & 0x7f);
            length >>= 7;
            prefix.Add(length > 0 ? (byte)(part | 0x80) : part);
            if (length == 0)
            {
                return [.. prefix, .. body.WrittenSpan];
            }
        }
    }

    private delegate void Write(ref MessagePackWriter writer);
}
