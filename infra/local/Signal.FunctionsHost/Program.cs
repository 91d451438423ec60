using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost;

var app = new Argument<string>("app") { Description = "The built Functions app: its folder, or a file in it." };
var address = new Option<IPAddress>("--address")
{
    Description = "The address to listen on; 0.0.0.0 exposes the app to the network.",
    DefaultValueFactory = _ => IPAddress.Loopback,
    CustomParser = result =>
    {
        if (!IPAddress.TryParse(result.Tokens[0].Value, out var parsed))
        {
            result.AddError($"--address is '{result.Tokens[0].Value}'; give an IP address");
        }

        return parsed;
    },
};
var port = new Option<int>("--port")
{
    Description = "The port to listen on; 0 selects a free port.",
    DefaultValueFactory = _ => 7071,
};
var logLevel = new Option<LogLevel?>("--log-level") { Description = "Overrides the default log level of host.json." };
var startTimeout = new Option<int>("--start-timeout")
{
    Description = "The timeout in seconds for the worker to become ready.",
    DefaultValueFactory = _ => 60,
};

var command = new RootCommand("Runs an isolated-worker Functions app: HTTP, timer and Service Bus triggers.")
{
    app, address, port, logLevel, startTimeout,
};
command.SetAction(async (arguments, cancellationToken) =>
{
    try
    {
        var options = new RunOptions
        {
            AppPath = arguments.GetRequiredValue(app),
            Address = arguments.GetRequiredValue(address),
            Port = arguments.GetRequiredValue(port),
            LogLevel = arguments.GetValue(logLevel),
            StartTimeout = TimeSpan.FromSeconds(arguments.GetRequiredValue(startTimeout)),
        };
        await using var host = await RunningHost.StartAsync(options, cancellationToken);
        Console.WriteLine($"Functions ready on {host.Address}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
    catch (StartupException failure)
    {
        return Fail(failure.Message);
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        return 0;
    }
});

var parsed = command.Parse(args);
if (parsed.Errors is [var error, ..])
{
    return Fail(error.Message);
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

static int Fail(string sentence)
{
    Console.Error.WriteLine($"error: {sentence}");
    return 1;
}
