using System.CommandLine;
using Signal.Hosting.Startup;
using Signal.Local;

return await StartupErrors.RunAsync(() =>
{
    var arguments = UpCommand.Create().Parse(args);
    return arguments.Errors.Count == 0
        ? arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false })
        : throw new StartupException($"{string.Join(' ', arguments.Errors.Select(error => error.Message))} (--help lists the options)");
});
