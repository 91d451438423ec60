using Microsoft.Extensions.DependencyInjection;
using Signal.Functions.Rooms;

namespace Signal.Functions.Participants;

internal static class ParticipantRegistration
{
    /// <summary>Registers the participants of rooms, and bans.</summary>
    public static IServiceCollection AddParticipants(this IServiceCollection services) => services
        .AddSingleton<ParticipantStore>()
        .AddSingleton<ParticipantControl>()
        .AddSingleton<BanStore>()
        .AddSingleton<IOwnedByRoom>(provider => provider.GetRequiredService<BanStore>())
        .AddSingleton<RosterStore>()
        .AddSingleton<IOwnedByRoom>(provider => provider.GetRequiredService<RosterStore>());
}
