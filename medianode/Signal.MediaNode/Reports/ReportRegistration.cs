using Signal.Hosting.Settings;
using Signal.MediaNode.Machine;

namespace Signal.MediaNode.Reports;

/// <summary>Registers the services that report the node's state to the control plane.</summary>
internal static class ReportRegistration
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSettings<ReportOptions>();
        services.AddSingleton(_ => new CgroupLimits());
        services.AddSingleton<MachineCpu>();
        services.AddSingleton<MachineMemory>();
        services.AddSingleton(provider => new MachineDisk(provider.GetRequiredService<ReportOptions>().DiskPath));
        services.AddSingleton<ReportWriter>();
        services.AddSingleton<NodeGauges>();
        services.AddSingleton<StateGauges>();
        services.AddSingleton<WorkerGauges>();
        services.AddSingleton<CascadeGauges>();
        services.AddHostedService<ReportSender>();
    }
}
