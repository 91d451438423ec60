using System.Net;
using System.Net.Sockets;

namespace Signal.Local.Stack;

/// <summary>Checks ports of 127.0.0.1.</summary>
internal static class LocalPort
{
    /// <summary>Whether the port is free for TCP and UDP.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var tcp = new TcpListener(IPAddress.Loopback, port);
            tcp.Start();
            using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
