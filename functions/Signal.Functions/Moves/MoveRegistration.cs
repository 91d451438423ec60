using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Hosting.Settings;

namespace Signal.Functions.Moves;

internal static class MoveRegistration
{
    /// <summary>Registers the moves of participants and rooms.</summary>
    public static IServiceCollection AddMoves(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<MovesOptions>(configuration)
        .AddSingleton<ParticipantMover>()
        .AddSingleton<RoomMover>();
}
