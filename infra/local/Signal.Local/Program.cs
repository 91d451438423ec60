using System.CommandLine;
using Signal.Local;

var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null };
return await UpCommand.Create().Parse(args).InvokeAsync(configuration);
