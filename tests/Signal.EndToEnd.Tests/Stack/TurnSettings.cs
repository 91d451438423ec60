using System.Security.Cryptography;
using Signal.Testing;

namespace Signal.EndToEnd.Tests.Stack;

/// <summary>
/// The TURN server that the control plane is configured with, for separate regions: rooms on the stack's nodes have none. Nothing listens there until a test
/// starts a <see cref="TurnServer"/>.
/// </summary>
internal sealed class TurnSettings
{
    /// <summary>The region in which relays are reached over UDP.</summary>
    public const string UdpRegion = "turn-udp";

    /// <summary>The region in which relays are reached over TLS.</summary>
    public const string TlsRegion = "turn-tls";

    /// <summary>The port for UDP and TCP.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>The port for TLS: the one that firewalls let pass, and that needs the right to bind low ports.</summary>
    public int TlsPort { get; } = 443;

    /// <summary>The secret that server and control plane share.</summary>
    public string Secret { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>The settings of the control plane.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["Turn__Servers__0__Region"] = UdpRegion,
        ["Turn__Servers__0__Urls__0"] = $"turn:127.0.0.1:{Port}?transport=udp",
        ["Turn__Servers__0__Secret"] = Secret,
        ["Turn__Servers__1__Region"] = TlsRegion,
        ["Turn__Servers__1__Urls__0"] = $"turns:127.0.0.1:{TlsPort}?transport=tcp",
        ["Turn__Servers__1__Secret"] = Secret,
    };
}
