using System.Net.Sockets;

namespace Signal.FunctionsHost.Worker;

/// <summary>
/// The HTTP server of the worker. The worker reports its address in the handshake but starts listening independently, often later;
/// connections before that are refused.
/// </summary>
internal static class WorkerHttpServer
{
    // A refused connection fails immediately, so this is the retry interval.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when the server accepts connections. The caller sets the deadline.</summary>
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
