using System.Net;
using System.Net.NetworkInformation;

namespace Signal.Local.Stack;

/// <summary>The ports of this machine.</summary>
internal static class LocalPorts
{
    /// <summary>
    /// The ports on which a process listens at 127.0.0.1 or at all addresses, TCP and UDP. They are read from the system's tables: a socket that is
    /// bound as a trial would also belong to a child process that starts at that moment, until its program is loaded, and the port would stay in use.
    /// </summary>
    public static HashSet<int> InUse()
    {
        var system = IPGlobalProperties.GetIPGlobalProperties();
        return [.. system.GetActiveTcpListeners().Concat(system.GetActiveUdpListeners()).Where(Covers).Select(endpoint => endpoint.Port)];
    }

    private static bool Covers(IPEndPoint endpoint) =>
        IPAddress.IsLoopback(endpoint.Address) || endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any);
}
