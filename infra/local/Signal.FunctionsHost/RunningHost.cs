using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Http;
using Signal.FunctionsHost.ServiceBus;
using Signal.FunctionsHost.Settings;
using Signal.FunctionsHost.Timer;

namespace Signal.FunctionsHost;

/// <summary>An app being served.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningHost(WebApplication app) => _app = app;

    /// <summary>Where the HTTP functions answer.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>The services of the app.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Loads an app and starts its triggers.</summary>
    /// <exception cref="StartupException">The app cannot be started; the message says why in one line.</exception>
    public static async Task<RunningHost> StartAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var assembly = AppAssembly.Load(options.AppPath);
        var folder = Path.GetDirectoryName(options.AppPath)!;
        var hostJson = HostJson.Read(folder);
        var functions = assembly.FindFunctions();
        if (functions.Count == 0)
        {
            throw new StartupException($"{options.AppPath} has no functions");
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.Logging.Configure(hostJson, options.LogLevel);
        builder.WebHost.UseUrls($"http://{options.Address}:{options.Port}");
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddMvcCore();
        builder.Services.AddSingleton<BusConnections>();
        assembly.AddServices(builder.Services, builder.Configuration);
        foreach (var function in functions)
        {
            AddTrigger(builder.Services, function, hostJson);
        }

        var app = builder.Build();
        try
        {
            // What cannot work is found here, before the host logs about it: settings, then triggers, then the port.
            app.Services.GetService<IStartupValidator>()?.Validate();
            _ = app.Services.GetRequiredService<IEnumerable<IHostedService>>();
            CheckPort(options);
            app.MapHttpTriggers(functions, hostJson, app.Services.GetRequiredService<ILogger<RunningHost>>());
            await app.StartAsync(cancellationToken);
            return new RunningHost(app);
        }
        catch (Exception failure)
        {
            await app.DisposeAsync();
            throw failure as StartupException ?? new StartupException(failure.Message.ReplaceLineEndings(" "), failure);
        }
    }

    /// <summary>Returns when the host was told to stop (SIGINT, SIGTERM) and has drained.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops: no new calls, those under way end, then the app's services are disposed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
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
            throw new StartupException($"cannot listen on {options.Address}:{options.Port}: {failure.Message}", failure);
        }
    }

    private static void AddTrigger(IServiceCollection services, FunctionDefinition function, HostJson hostJson)
    {
        if (function.Trigger is TimerTrigger)
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<TimerRunner>(provider, function));
        }
        else if (function.Trigger is ServiceBusTrigger)
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<ServiceBusRunner>(provider, function, hostJson));
        }
    }
}
