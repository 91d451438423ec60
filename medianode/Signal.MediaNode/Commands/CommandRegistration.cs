namespace Signal.MediaNode.Commands;

/// <summary>Registers the services that execute the control plane's commands.</summary>
internal static class CommandRegistration
{
    public static void AddCommands(this IServiceCollection services)
    {
        services.AddSingleton<ExecutedCommands>();
        services.AddSingleton<CommandExecutor>();
        services.AddHostedService<CommandReceiver>();
    }
}
