using System.Net.Sockets;

namespace Signal.FunctionsHost.Worker;

/// <summary>
/// The worker's own HTTP server. The worker names its address in the handshake but opens it independently, often later; requests that are
/// forwarded before are refused.
/// </summary>
internal static class WorkerHttpServer
{
    // A connection that is refused is refused at once, so this is how often it is tried.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when the server accepts connections; the deadline is the caller's.</summary>
    public static async Task WaitAsync(Uri address, TimeProvider time, CancellationToken cancellationToken)
    {
        while (!await AcceptsAsync(address, cancellationToken))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static async Task<bool> AcceptsAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
