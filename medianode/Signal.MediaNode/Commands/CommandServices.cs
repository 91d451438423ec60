namespace Signal.MediaNode.Commands;

/// <summary>Registers what obeys the control plane.</summary>
internal static class CommandServices
{
    public static void AddCommands(this IServiceCollection services)
    {
        services.AddSingleton<CommandMemory>();
        services.AddSingleton<CommandExecutor>();
        services.AddHostedService<CommandReceiver>();
    }
}
