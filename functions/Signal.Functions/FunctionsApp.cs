using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signal.Contracts;
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

        // Both hosts deserialize Service Bus messages with these options.
        services.Configure<JsonSerializerOptions>(json =>
        {
            json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
        return services
            .AddTelemetry(configuration)
            .AddStorage(configuration)
            .AddSecrets(configuration)
            .AddHttp(configuration)
            .AddServices()
            .AddHealth()
            .AddSigning(configuration)
            .AddCommands(configuration)
            .AddTurn(configuration)
            .AddNodes(configuration)
            .AddRooms(configuration)
            .AddParticipants()
            .AddPlacement(configuration)
            .AddScaling(configuration)
            .AddTokens(configuration)
            .AddEvents()
            .AddWebhooks(configuration)
            .AddNuve(configuration)
            .AddMoves(configuration)
            .AddLimits(configuration)
            .AddAdminPage(configuration)
            .AddOpenApi()
            .AddSingleton<Housekeeping>();
    }
}
