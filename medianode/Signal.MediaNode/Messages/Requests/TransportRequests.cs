using System.Text.Json;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Requests;

/// <summary><c>createWebRtcTransport</c>. Clients also send <c>producing</c>, which makes no difference.</summary>
internal sealed record CreateWebRtcTransportRequest : IRequest
{
    /// <summary>Whether to omit UDP candidates.</summary>
    public bool ForceTcp { get; init; }

    public bool Consuming { get; init; }

    /// <summary>When present, the transport carries data channels. The value itself is ignored.</summary>
    public JsonElement? SctpCapabilities { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Rules.Object("sctpCapabilities", SctpCapabilities);
}

/// <summary><c>connectWebRtcTransport</c>.</summary>
internal sealed record ConnectWebRtcTransportRequest : IRequest
{
    public required string TransportId { get; init; }

    public required DtlsParameters DtlsParameters { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Rules.Id("transportId", TransportId);
}

/// <summary><c>restartIce</c>, <c>closeTransport</c>, <c>getTransportStats</c>.</summary>
internal sealed record TransportRequest : IRequest
{
    public required string TransportId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Rules.Id("transportId", TransportId);
}
