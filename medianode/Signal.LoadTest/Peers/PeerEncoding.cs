namespace Signal.LoadTest.Peers;

/// <summary>The hub protocol of a connection.</summary>
public enum PeerEncoding
{
    /// <summary>JSON text.</summary>
    Json,

    /// <summary>MessagePack.</summary>
    MessagePack,
}
