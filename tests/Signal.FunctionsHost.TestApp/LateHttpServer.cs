using Microsoft.Extensions.Hosting;

namespace Signal.FunctionsHost.TestApp;

/// <summary>Holds the start of the worker up between its gRPC stream and its HTTP server.</summary>
internal sealed class LateHttpServer(TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
