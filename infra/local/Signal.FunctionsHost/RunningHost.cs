using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Http;
using Signal.FunctionsHost.ServiceBus;
using Signal.FunctionsHost.Settings;
using Signal.FunctionsHost.Timer;
using Signal.FunctionsHost.Worker;

namespace Signal.FunctionsHost;

/// <summary>A running Functions app: the triggers run in this process, the functions in a worker process.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    /// <summary>The same value as in the Azure Functions host.</summary>
    private const long LargestBody = 100 * 1024 * 1024;

    /// <summary>The time that functions have to end after they were cancelled at the end of the stop timeout.</summary>
    private static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _stopTimeout;
    private readonly WorkerSupervisor _workers;
    private readonly RpcServer _server;
    private readonly ILoggerFactory _loggers;
    private readonly Lazy<Task> _stopped;
    private WebApplication? _triggers;

    private RunningHost(WorkerSupervisor workers, RpcServer server, ILoggerFactory loggers, TimeSpan stopTimeout)
    {
        _stopTimeout = stopTimeout;
        _workers = workers;
        _server = server;
        _loggers = loggers;
        _stopped = new(StopAsync);
    }

    /// <summary>The base address of the HTTP functions.</summary>
    public Uri Address => new(_triggers!.Urls.First());

    /// <summary>The process id of the worker; null while a worker is being restarted.</summary>
    public int? WorkerProcessId => _workers.Current?.ProcessId;

    /// <summary>Starts the app's worker, then its triggers.</summary>
    /// <exception cref="StartupException">The app cannot be started; the message is one sentence with the reason, and no process is left
    /// running.</exception>
    public static async Task<RunningHost> StartAsync(RunOptions options, CancellationToken cancellationToken)
    {
        CheckPort(options);
        var app = AppFolder.Open(options.AppPath);
        var settings = new AppSettings(options);
        var hostJson = HostJson.Read(app.Path, settings);
        var loggers = HostLogging.Create(hostJson, options.LogLevel);
        var time = options.Time;
        var server = await RpcServer.StartAsync(loggers, cancellationToken);
        var launcher = new WorkerLauncher(app, options, settings, hostJson, server, loggers, time);
        var workers = new WorkerSupervisor(launcher, time, loggers.CreateLogger<WorkerSupervisor>());
        var host = new RunningHost(workers, server, loggers, options.StopTimeout);
        try
        {
            var worker = await host._workers.StartAsync(cancellationToken);
            var functions = FunctionCatalog.Read(worker.Functions);
            if (worker.HttpUri is null && functions.Any(function => function.Trigger is HttpTrigger))
            {
                throw new StartupException("the worker does not accept HTTP requests; the app must call ConfigureFunctionsWebApplication");
            }

            await host.StartTriggersAsync(functions, options, settings, hostJson, time, cancellationToken);
            return host;
        }
        catch (Exception failure)
        {
            await host.DisposeAsync();
            throw failure is IOException ? new StartupException(failure.Message.ReplaceLineEndings(" "), failure) : failure;
        }
    }

    /// <summary>
    /// Stops the host: the triggers accept no new work, running invocations are cancelled after the stop timeout, and the worker is
    /// asked to exit and killed after five seconds. Further calls await the first.
    /// </summary>
    public ValueTask DisposeAsync() => new(_stopped.Value);

    private async Task StopAsync()
    {
        var stopping = _triggers?.StopAsync() ?? Task.CompletedTask;
        await stopping.WaitAsync(_stopTimeout + CancelGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Invocations that ignored their cancellation end with the worker.
        await _workers.DisposeAsync();
        await stopping;
        if (_triggers is not null)
        {
            await _triggers.DisposeAsync();
        }

        await _server.DisposeAsync();
        _loggers.Dispose();
    }

    private async Task StartTriggersAsync(
        IReadOnlyList<FunctionDefinition> functions,
        RunOptions options,
        AppSettings settings,
        HostJson hostJson,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(options.Address, options.Port);
        });
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = options.StopTimeout;
            host.ServicesStopConcurrently = true;
        });
        builder.Services.AddSingleton(_loggers);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddRoutingCore();
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton(time).AddSingleton(settings).AddSingleton(hostJson).AddSingleton(_workers);
        builder.Services.AddSingleton<InvocationForwarder>();
        foreach (var function in functions)
        {
            AddTrigger(builder.Services, function);
        }

        _triggers = builder.Build();
        _triggers.MapHttpTriggers(functions, hostJson, settings);
        // Created before the host starts, which would log their StartupException with its stack trace.
        _ = _triggers.Services.GetServices<IHostedService>();
        await _triggers.StartAsync(cancellationToken);
    }

    private static void AddTrigger(IServiceCollection services, FunctionDefinition function)
    {
        if (function.Trigger is TimerTrigger)
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<TimerRunner>(provider, function));
        }
        else if (function.Trigger is ServiceBusTrigger)
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<ServiceBusRunner>(provider, function));
        }
    }

    private static void CheckPort(RunOptions options)
    {
        try
        {
            using var probe = new TcpListener(options.Address, options.Port);
            probe.Start();
        }
        catch (SocketException failure)
        {
            throw new StartupException($"cannot listen on {new IPEndPoint(options.Address, options.Port)}: {failure.Message}", failure);
        }
    }
}
