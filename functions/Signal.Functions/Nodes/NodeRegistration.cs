using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Hosting.Settings;

namespace Signal.Functions.Nodes;

internal static class NodeRegistration
{
    /// <summary>Registers the media nodes.</summary>
    public static IServiceCollection AddNodes(this IServiceCollection services, IConfiguration configuration)
    {
        // Whoever holds a node's bus credentials chooses its address: a redirect would lead to any address that the control plane can reach.
        services
            .AddHttpClient(NodeHealth.Client)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
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
