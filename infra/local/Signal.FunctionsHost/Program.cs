using System.CommandLine;
using System.Net;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost;

var app = new Argument<FileInfo>("app") { Description = "The Functions app's assembly; host.json lies beside it." };
var address = new Option<string>("--address") { Description = "The address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
var port = new Option<int>("--port") { Description = "The port to listen on; 0 takes any that is free.", DefaultValueFactory = _ => 7071 };
var logLevel = new Option<LogLevel?>("--log-level") { Description = "Overrides the default log level of host.json." };

var command = new RootCommand("Runs an isolated-worker Functions app: HTTP, timer and Service Bus triggers.") { app, address, port, logLevel };
command.SetAction(async (arguments, cancellationToken) =>
{
    try
    {
        var options = new RunOptions
        {
            AppPath = arguments.GetRequiredValue(app).FullName,
            Address = IPAddress.Parse(arguments.GetRequiredValue(address)),
            Port = arguments.GetRequiredValue(port),
            LogLevel = arguments.GetValue(logLevel),
        };
        await using var host = await RunningHost.StartAsync(options, cancellationToken);
        Console.WriteLine($"Functions ready on {host.Address}");
        await host.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
    catch (StartupException failure)
    {
        await Console.Error.WriteLineAsync($"error: {failure.Message}");
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
