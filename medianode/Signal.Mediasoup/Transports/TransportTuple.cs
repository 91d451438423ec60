using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The two ends of a transport's traffic.</summary>
public sealed record TransportTuple
{
    /// <summary>The same as <see cref="LocalAddress"/>, under its older name.</summary>
    [JsonInclude]
    public string LocalIp => LocalAddress;

    /// <summary>The local address, or the announced one if there is one.</summary>
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
