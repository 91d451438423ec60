using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The local and remote address of a transport.</summary>
public sealed record TransportTuple
{
    /// <summary>The same as <see cref="LocalAddress"/>, under its deprecated name.</summary>
    [JsonInclude]
    public string LocalIp => LocalAddress;

    /// <summary>The announced local address if there is one, otherwise the local address.</summary>
    public required string LocalAddress { get; init; }

    /// <summary>The local port.</summary>
    public required ushort LocalPort { get; init; }

    /// <summary>The remote address.</summary>
    public string? RemoteIp { get; init; }

    /// <summary>The remote port.</summary>
    public ushort? RemotePort { get; init; }

    /// <summary>The network protocol.</summary>
    public required TransportProtocol Protocol { get; init; }
}
