using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Signal.Hosting.Startup;

/// <summary>Prevents the host from logging errors that <see cref="StartupErrors"/> already reports.</summary>
public static class StartupLogging
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>
    /// Suppresses the host's own log until it has started. The host would log the exception of a service that fails to start with a stack
    /// trace, although it also throws that exception to the caller.
    /// </summary>
    public static void AddStartupErrors(this IHostApplicationBuilder builder)
    {
        var progress = new Progress();
        builder.Logging.AddFilter(Host, _ => progress.Started);
        builder.Services.AddHostedService(_ => progress);
    }

    private sealed class Progress : IHostedLifecycleService
    {
        public bool Started { get; private set; }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken)
        {
            Started = true;
            return Task.CompletedTask;
        }

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
