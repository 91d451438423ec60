using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Signal.Contracts.Messages;
using Signal.Hosting.Startup;

namespace Signal.MediaNode.Node;

/// <summary>The addresses that the node listens on.</summary>
internal static class ListenAddresses
{
    private const string UrlsKey = "urls";

    /// <summary>Starts the node and its server. Returns early when the node is stopped meanwhile.</summary>
    /// <exception cref="StartupException">An address is not valid, in use, or not one of this machine.</exception>
    public static async Task StartListeningAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Services.GetRequiredService<Lifecycle>().Now.State == NodeState.Stopping)
        {
            // A stop signal ends the start; the caller waits for the rest of the stop.
        }
        catch (Exception error) when (error is FormatException or SocketException or IOException { InnerException: AddressInUseException })
        {
            throw new StartupException(
                $"ASPNETCORE_URLS is '{app.Configuration[UrlsKey]}', which cannot be used ({error.Message.TrimEnd('.')}); "
                + "set addresses of this machine with free ports, such as https://*:7443",
                error);
        }
    }
}
