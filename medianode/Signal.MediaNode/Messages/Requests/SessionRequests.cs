using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Requests;

/// <summary><c>getRouterRtpCapabilities</c>: no members.</summary>
internal sealed record EmptyRequest : IRequest;

/// <summary><c>leave</c>.</summary>
internal sealed record LeaveRequest : IRequest
{
    /// <summary>The client has joined the room of a <c>move</c> event.</summary>
    public bool? Moved { get; init; }
}

/// <summary><c>join</c>. Without <see cref="RtpCapabilities"/> the peer only sends; without <see cref="SctpCapabilities"/> it receives no data.</summary>
internal sealed record JoinRequest : IRequest
{
    public string? DisplayName { get; init; }

    public JsonElement? Device { get; init; }

    public RtpCapabilities? RtpCapabilities { get; init; }

    public JsonElement? SctpCapabilities { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
    [
        .. Rules.Shown("displayName", DisplayName),
        .. Rules.Object("device", Device),
        .. Rules.Object("sctpCapabilities", SctpCapabilities),
    ];

    /// <summary>What the client says of its software, cut to what the control plane stores; null: nothing.</summary>
    public DeviceInfo? ClientDevice() =>
        new DeviceInfo(TextOf("name"), TextOf("version"), TextOf("os")) is { } device && device != new DeviceInfo() ? device : null;

    private string? TextOf(string member) =>
        Device is { } device
        && device.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text[..Math.Min(text.Length, DeviceInfo.MaxLength)]
            : null;
}

/// <summary><c>resume</c>: continues the peer of an earlier connection.</summary>
internal sealed record ResumeRequest : IRequest
{
    public required string PeerId { get; init; }

    public required string SessionSecret { get; init; }

    /// <summary>The number of server messages that the client has received for that peer; null when unknown.</summary>
    public long? LastSequence { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => [.. Rules.Id("peerId", PeerId), .. Rules.Id("sessionSecret", SessionSecret)];
}
