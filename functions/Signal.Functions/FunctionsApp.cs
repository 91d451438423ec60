using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Signal.Bus;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Functions.AdminPage;
using Signal.Functions.Commands;
using Signal.Functions.Events;
using Signal.Functions.Health;
using Signal.Functions.Http;
using Signal.Functions.Limits;
using Signal.Functions.Moves;
using Signal.Functions.Nodes;
using Signal.Functions.Nuve;
using Signal.Functions.OpenApi;
using Signal.Functions.Participants;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;
using Signal.Functions.Scaling;
using Signal.Functions.Secrets;
using Signal.Functions.Services;
using Signal.Functions.Signing;
using Signal.Functions.Storage;
using Signal.Functions.Telemetry;
using Signal.Functions.Tokens;
using Signal.Functions.Turn;
using Signal.Functions.Webhooks;
using Signal.Hosting.Settings;

namespace Signal.Functions;

/// <summary>Registers the services of the control plane, independent of the host that runs the functions.</summary>
public static class FunctionsApp
{
    /// <summary>Registers all services that the functions need.</summary>
    public static IServiceCollection AddSignalFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton(ContractsJson.Options);
        services.AddMessageBus(configuration, BusEntities.NodeCommands);
        services.GuardMessageBus();
        services.AddHttpClient(NodeHealth.Client);

        // Both hosts deserialize Service Bus messages with these options.
        services.Configure<JsonSerializerOptions>(json =>
        {
            json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
        return services
            .AddSettings<TablesOptions>(configuration)
            .AddSettings<SecretsOptions>(configuration)
            .AddSettings<AdminOptions>(configuration)
            .AddSettings<HttpOptions>(configuration)
            .AddSettings<SigningOptions>(configuration)
            .AddSettings<RoomsOptions>(configuration)
            .AddSettings<TokensOptions>(configuration)
            .AddSettings<TurnOptions>(configuration)
            .AddSettings<PlacementOptions>(configuration)
            .AddSettings<NodesOptions>(configuration)
            .AddSettings<QuarantineOptions>(configuration)
            .AddSettings<CommandsOptions>(configuration)
            .AddTelemetry(configuration)
            .AddCore()
            .AddRooms()
            .AddPlacement()
            .AddEvents()
            .AddScaling(configuration)
            .AddLimits(configuration)
            .AddWebhooks(configuration)
            .AddNuve(configuration)
            .AddMoves(configuration)
            .AddAdminPage(configuration)
            .AddOpenApi();
    }

    private static IServiceCollection AddCore(this IServiceCollection services) => services
        .AddSingleton<TableDatabase>()
        .AddSingleton<Readiness>()
        .AddHostedService<StorageAccessCheck>()
        .AddSingleton<ContinuationTokens>()
        .AddSingleton<IValidateOptions<SecretsOptions>, SecretsOptionsValidator>()
        .AddSingleton<SecretBox>()
        .AddSingleton<ServiceKeys>()
        .AddSingleton<ServiceDirectory>()
        .AddSingleton<ServiceRegistry>()
        .AddSingleton<NonceGuard>()
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<IApiDialect, V1Dialect>()    // The first is the default.
        .AddSingleton<Cors>()
        .AddSingleton<SigningKeys>()
        .AddSingleton<CommandFactory>()
        .AddSingleton<CommandSender>();

    private static IServiceCollection AddRooms(this IServiceCollection services) => services
        .AddSingleton<RoomStore>()
        .AddSingleton<RoomPresets>()
        .AddSingleton<RoomDeletion>()
        .AddSingleton<RoomSettingsPublisher>()
        .AddSingleton<RoomService>()
        .AddSingleton<RoomAgenda>()
        .AddSingleton<RoomUpkeep>()
        .AddSingleton<ParticipantStore>()
        .AddSingleton<ParticipantControl>()
        .AddSingleton<RosterStore>()
        .AddSingleton<BanStore>()
        .AddSingleton<SeatKeeper>()
        .AddSingleton<IPartOccupancy>(s => s.GetRequiredService<SeatKeeper>())
        .AddSingleton<SeatPlacement>()
        .AddSingleton<ParticipantQuota>()
        .AddSingleton<TurnCredentials>()
        .AddSingleton<TokenService>()
        .AddSingleton<TokenRevocation>()
        .AddSingleton<TraceTokens>()
        .AddSingleton<IOwnedByRoom>(s => s.GetRequiredService<SeatKeeper>())
        .AddSingleton<IOwnedByRoom>(s => s.GetRequiredService<BanStore>())
        .AddSingleton<IOwnedByRoom>(s => s.GetRequiredService<RosterStore>())
        .AddSingleton<IOwnedByService>(s => s.GetRequiredService<RoomDeletion>())
        .AddSingleton<IOwnedByService>(s => s.GetRequiredService<IdempotencyKeys>());

    private static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<RoomNodeStore>()
        .AddSingleton<NodeControl>()
        .AddSingleton<DeadNodes>()
        .AddSingleton<RoomPresence>()
        .AddSingleton<PartPresence>()
        .AddSingleton<LostRooms>()
        .AddSingleton<NodeHealth>()
        .AddSingleton<NodeProbes>()
        .AddSingleton<RoomStates>()
        .AddSingleton<RoomEventFold>()
        .AddSingleton<SupersededNodes>()
        .AddSingleton<NodeReconciliation>()
        .AddSingleton<NodeReportFold>()
        .AddSingleton<FoldRetry>()
        .AddSingleton<Housekeeping>();

    private static IServiceCollection AddPlacement(this IServiceCollection services) => services
        .AddSingleton<NodeStore>()
        .AddSingleton<NodeDirectory>()
        .AddSingleton<NodeKeys>()
        .AddSingleton<NodeChoice>()
        .AddSingleton<RecentPlacements>()
        .AddSingleton<IValidateOptions<PlacementOptions>, PlacementOptionsValidator>()
        .AddSingleton<PlacementPolicies>()
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
