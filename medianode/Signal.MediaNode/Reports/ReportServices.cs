using Signal.Hosting.Settings;

namespace Signal.MediaNode.Reports;

/// <summary>Registers what tells the control plane how the node is.</summary>
internal static class ReportServices
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSettings<ReportOptions>();
        services.AddSingleton<RoomSequences>();
        services.AddSingleton<EventQueue>();
        services.AddSingleton<MachineCpu>();
        services.AddSingleton<ReportWriter>();
        services.AddHostedService<EventSender>();
        services.AddHostedService<ReportSender>();
    }
}
