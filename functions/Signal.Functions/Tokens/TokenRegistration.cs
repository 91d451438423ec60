using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;
using Signal.Hosting.Settings;

namespace Signal.Functions.Tokens;

internal static class TokenRegistration
{
    /// <summary>Registers the room tokens and the seats that they take.</summary>
    public static IServiceCollection AddTokens(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<TokensOptions>(configuration)
        .AddSingleton<SeatKeeper>()
        .AddSingleton<IPartOccupancy>(provider => provider.GetRequiredService<SeatKeeper>())
        .AddSingleton<IOwnedByRoom>(provider => provider.GetRequiredService<SeatKeeper>())
        .AddSingleton<SeatPlacement>()
        .AddSingleton<ParticipantQuota>()
        .AddSingleton<TokenService>()
        .AddSingleton<TokenRevocation>()
        .AddSingleton<TraceTokens>();
}
