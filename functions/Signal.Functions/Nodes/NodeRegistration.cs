using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Hosting.Settings;

namespace Signal.Functions.Nodes;

internal static class NodeRegistration
{
    /// <summary>Registers the media nodes.</summary>
    public static IServiceCollection AddNodes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient(NodeHealth.Client);
        return services
            .AddSettings<NodesOptions>(configuration)
            .AddSettings<QuarantineOptions>(configuration)
            .AddSingleton<NodeStore>()
            .AddSingleton<NodeDirectory>()
            .AddSingleton<NodeKeys>()
            .AddSingleton<NodeControl>()
            .AddSingleton<NodeHealth>()
            .AddSingleton<NodeProbes>()
            .AddSingleton<RoomNodeStore>()
            .AddSingleton<DeadNodes>()
            .AddSingleton<LostRooms>();
    }
}
