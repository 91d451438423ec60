using System.Net.WebSockets;

namespace Signal.MediaNode.Bench.Wire;

/// <summary>Writes and reads the messages of one protocol over a WebSocket. All other work of the load generator is the same for all.</summary>
internal interface IWire
{
    /// <summary>The WebSocket subprotocol; null for none.</summary>
    string? Subprotocol { get; }

    /// <summary>The kind of WebSocket message.</summary>
    WebSocketMessageType MessageType { get; }

    /// <summary>The client's first message; null for none.</summary>
    byte[]? Handshake { get; }

    /// <summary>The client's keep-alive message; null for none.</summary>
    byte[]? Ping { get; }

    /// <summary>A payload in the protocol's encoding, created once.</summary>
    byte[] Encode(object payload);

    /// <summary>A request.</summary>
    byte[] Request(int id, string method, byte[] payload);

    /// <summary>The empty answer to a request of the server.</summary>
    byte[] Answer(string id);

    /// <summary>Reads the protocol messages in a WebSocket message.</summary>
    void Read(ReadOnlySpan<byte> received, List<Incoming> messages);
}
