using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Signal.Hosting.Startup;

/// <summary>Keeps the host from logging what <see cref="StartupErrors"/> says.</summary>
public static class StartupLogging
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>
    /// Until the host has started, it logs nothing itself: the exception of a service that fails to start, which it would log with a stack trace, is
    /// thrown to the caller as well.
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
