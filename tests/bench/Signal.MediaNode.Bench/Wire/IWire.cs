using System.Net.WebSockets;

namespace Signal.MediaNode.Bench.Wire;

/// <summary>How one protocol writes and reads messages over a WebSocket. All other work of the load generator is the same for all.</summary>
internal interface IWire
{
    /// <summary>The WebSocket subprotocol; null: none.</summary>
    string? Subprotocol { get; }

    /// <summary>The kind of WebSocket message.</summary>
    WebSocketMessageType MessageType { get; }

    /// <summary>What the client says first; null: nothing.</summary>
    byte[]? Handshake { get; }

    /// <summary>What the client says now and then, so that the server knows that it lives; null: nothing.</summary>
    byte[]? Ping { get; }

    /// <summary>A payload in the protocol's encoding, made once.</summary>
    byte[] Encode(object payload);

    /// <summary>A request.</summary>
    byte[] Request(int id, string method, byte[] payload);

    /// <summary>The empty answer to a request of the server.</summary>
    byte[] Answer(string id);

    /// <summary>Reads the messages that a WebSocket message holds.</summary>
    void Read(ReadOnlySpan<byte> received, List<Incoming> messages);
}
