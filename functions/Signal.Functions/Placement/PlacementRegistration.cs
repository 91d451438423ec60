using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signal.Hosting.Settings;

namespace Signal.Functions.Placement;

internal static class PlacementRegistration
{
    /// <summary>Registers the placement of rooms on nodes and its policies.</summary>
    public static IServiceCollection AddPlacement(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<PlacementOptions>(configuration)
        .AddSingleton<IValidateOptions<PlacementOptions>, PlacementOptionsValidator>()
        .AddSingleton<NodeChoice>()
        .AddSingleton<RecentPlacements>()
        .AddSingleton<PlacementPolicies>()
        .AddSingleton<RoomHomes>()
        .AddSingleton<PlacementCommands>()
        .AddSingleton<HomeTakeover>()
        .AddSingleton<RoomPlacement>()
        .AddSingleton<PartPlacement>()
        .AddSingleton<PartDryRun>()
        .AddSingleton<IPlacementPolicy, FirstPolicy>()
        .AddSingleton<IPlacementPolicy, LeastRoomsPolicy>()
        .AddSingleton<IPlacementPolicy, LeastLoadPolicy>()
        .AddSingleton<IPlacementPolicy, TwoChoicePolicy>()
        .AddSingleton<IPlacementPolicy, RegionPolicy>()
        .AddSingleton<IPlacementPolicy, NearestPolicy>();
}
