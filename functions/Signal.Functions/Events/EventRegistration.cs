using Microsoft.Extensions.DependencyInjection;

namespace Signal.Functions.Events;

internal static class EventRegistration
{
    /// <summary>Registers the folding of reports and events.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<RoomPresence>()
        .AddSingleton<PartPresence>()
        .AddSingleton<RoomStates>()
        .AddSingleton<RosterTransfer>()
        .AddSingleton<RoomEventFold>()
        .AddSingleton<SupersededNodes>()
        .AddSingleton<NodeReconciliation>()
        .AddSingleton<NodeReportFold>()
        .AddSingleton<FoldRetry>();
}
