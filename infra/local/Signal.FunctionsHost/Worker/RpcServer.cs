using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.Protocol;
using RpcException = Grpc.Core.RpcException;

namespace Signal.FunctionsHost.Worker;

/// <summary>
/// The gRPC server for workers, on a free port of 127.0.0.1. It is separate from the server of the HTTP triggers, so that
/// workers remain reachable while the triggers drain.
/// </summary>
internal sealed class RpcServer : FunctionRpc.FunctionRpcBase, IAsyncDisposable
{
    private const int LowestPort = 12000;
    private const int HighestPort = 20000;

    private readonly ConcurrentDictionary<string, WorkerChannel> _expected = new();
    private WebApplication? _app;

    /// <summary>The address of the server.</summary>
    public Uri Address => new(_app!.Urls.First());

    /// <summary>Starts the server.</summary>
    public static async Task<RpcServer> StartAsync(ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var server = new RpcServer();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, FreePort(), listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(server);
        server._app = builder.Build();
        server._app.MapGrpcService<RpcServer>();
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    // Outside the ephemeral range: a worker picks its HTTP port from that range and listens on it only later.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(LowestPort, HighestPort);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                continue;
            }
        }
    }

    /// <summary>Registers the id of an expected worker; other workers are rejected.</summary>
    public void Expect(string workerId, WorkerChannel channel) => _expected[workerId] = channel;

    /// <summary>Removes the id of a worker that is no longer expected.</summary>
    public void Forget(string workerId) => _expected.TryRemove(workerId, out _);

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken)
            || requestStream.Current.StartStream is not { WorkerId: { } workerId }
            || !_expected.TryRemove(workerId, out var channel))
        {
            throw new RpcException(new Status(StatusCode.PermissionDenied, "The worker id is not known."));
        }

        await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // No worker is connected, so there is nothing to wait for.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app!.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
