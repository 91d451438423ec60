using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Signal.MediaNode.Bench.Wire;

/// <summary>protoo: one JSON object in each WebSocket message.</summary>
internal sealed class ProtooWire : IWire
{
    public string? Subprotocol => "protoo";

    public WebSocketMessageType MessageType => WebSocketMessageType.Text;

    public byte[]? Handshake => null;

    public byte[]? Ping => null;

    public byte[] Encode(object payload) => JsonSerializer.SerializeToUtf8Bytes(payload);

    public byte[] Request(int id, string method, byte[] payload) =>
        [.. Encoding.UTF8.GetBytes($"{{\"request\":true,\"id\":{id},\"method\":\"{method}\",\"data\":"), .. payload, (byte)'}'];

    public byte[] Answer(string id) => Encoding.UTF8.GetBytes($"{{\"response\":true,\"id\":{id},\"ok\":true,\"data\":{{}}}}");

    public void Read(ReadOnlySpan<byte> received, List<Incoming> messages)
    {
        var reader = new Utf8JsonReader(received);
        var message = JsonElement.ParseValue(ref reader);
        if (message.TryGetProperty("notification", out _))
        {
            messages.Add(new Incoming(IncomingKind.Event, null, message.GetProperty("method").GetString(), null));
            return;
        }

        var id = message.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
        if (message.TryGetProperty("request", out _))
        {
            messages.Add(new Incoming(IncomingKind.Request, id, message.GetProperty("method").GetString(), null));
            return;
        }

        messages.Add(message.TryGetProperty("ok", out _)
            ? new Incoming(IncomingKind.Answer, id, null, JsonText.IdOf(message, "data"))
            : new Incoming(IncomingKind.Answer, id, message.GetProperty("errorReason").GetString(), null));
    }
}
