using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Signal.MediaNode.Bench.Wire;

/// <summary>SignalR's JSON protocol: JSON objects, each ended by a record separator.</summary>
internal sealed class SignalRJsonWire : IWire
{
    private const byte End = 0x1e;

    public string? Subprotocol => null;

    public WebSocketMessageType MessageType => WebSocketMessageType.Text;

    public byte[]? Handshake { get; } = Ended("""{"protocol":"json","version":1}""");

    public byte[]? Ping { get; } = Ended("""{"type":6}""");

    public byte[] Encode(object payload) => JsonSerializer.SerializeToUtf8Bytes(payload);

    public byte[] Request(int id, string method, byte[] payload) =>
        [.. Encoding.UTF8.GetBytes($"{{\"type\":1,\"invocationId\":\"{id}\",\"target\":\"{method}\",\"arguments\":["), .. payload, .. "]}"u8, End];

    public byte[] Answer(string id) => Ended($"{{\"type\":3,\"invocationId\":\"{id}\",\"result\":{{}}}}");

    public void Read(ReadOnlySpan<byte> received, List<Incoming> messages)
    {
        while (received.IndexOf(End) is >= 0 and var end)
        {
            var reader = new Utf8JsonReader(received[..end]);
            var message = JsonElement.ParseValue(ref reader);
            received = received[(end + 1)..];
            if (!message.TryGetProperty("type", out var type))
            {
                // The answer to the handshake.
                continue;
            }

            var id = message.TryGetProperty("invocationId", out var invocation) ? invocation.GetString() : null;
            switch (type.GetInt32())
            {
                case 1:
                    messages.Add(new Incoming(id is null ? IncomingKind.Event : IncomingKind.Request, id, message.GetProperty("target").GetString(), null));
                    break;
                case 3:
                    messages.Add(new Incoming(
                        IncomingKind.Answer, id, message.TryGetProperty("error", out var error) ? error.GetString() : null, JsonText.IdOf(message, "result")));
                    break;
            }
        }
    }

    private static byte[] Ended(string text) => [.. Encoding.UTF8.GetBytes(text), End];
}
