using Signal.Cli;

return await new SignalCommand(CliEnvironment.OfProcess()).InvokeAsync(args, CancellationToken.None);
