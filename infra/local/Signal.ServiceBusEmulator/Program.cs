using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Signal.Hosting.Startup;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Entities;

var port = new Option<int>("--port") { Description = "The port on 127.0.0.1.", DefaultValueFactory = _ => 5672 };
port.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 65535)
    {
        result.AddError("--port must be between 1 and 65535.");
    }
});
var entities = new Option<FileInfo>("--entities") { Description = "The file that declares the queues (infra/azure/servicebus.json).", Required = true };
var level = new Option<LogLevel>("--log-level") { Description = "The minimum log level.", DefaultValueFactory = _ => LogLevel.Information };
var official = new Option<bool>("--print-official-config")
{
    Description = "Prints the configuration of Microsoft's container emulator for the same queues, and exits.",
};
var root = new RootCommand("An in-memory Service Bus namespace over AMQP 1.0, for development and tests.") { port, entities, level, official };

root.SetAction(async (arguments, cancellationToken) =>
{
    using var loggers = LoggerFactory.Create(logging => logging
        .SetMinimumLevel(arguments.GetValue(level))
        .AddSimpleConsole(console => console.SingleLine = true));
    var queues = EntitiesFile.Read(arguments.GetRequiredValue(entities).FullName);
    if (arguments.GetValue(official))
    {
        Console.WriteLine(OfficialConfig.Write(queues));
        return 0;
    }

    await using var emulator = Emulator.Start(queues, arguments.GetValue(port), TimeProvider.System, loggers);
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    return 0;
});

// Before the emulator is ready: System.CommandLine handles the signals only after the action has started.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await StartupErrors.RunAsync(() =>
{
    var arguments = root.Parse(args);
    return arguments.Errors.Count == 0
        ? arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, stop.Token)
        : throw new StartupException($"{string.Join(' ', arguments.Errors.Select(error => error.Message))} (--help lists the options)");
});

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
