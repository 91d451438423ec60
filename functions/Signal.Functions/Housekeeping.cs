using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Functions.Events;
using Signal.Functions.Http;
using Signal.Functions.Nodes;
using Signal.Functions.Participants;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;
using Signal.Functions.Services;
using Signal.Functions.Signing;
using Signal.Functions.Tokens;

namespace Signal.Functions;

/// <summary>Periodic maintenance. Each step may run on several instances at once, and is retried when it fails.</summary>
public sealed partial class Housekeeping
{
    private readonly ILogger _logger;
    private readonly (string Name, Func<CancellationToken, Task> Run)[] _often;
    private readonly (string Name, Func<CancellationToken, Task> Run)[] _rooms;
    private readonly (string Name, Func<CancellationToken, Task> Run)[] _rarely;
    private readonly (string Name, Func<CancellationToken, Task> Run)[] _hourly;

    /// <summary>Creates the lists of steps.</summary>
    public Housekeeping(
        DeadNodes deadNodes, NodeProbes probes, RoomUpkeep rooms, ServiceRegistry services, NonceGuard nonces,
        RecentPlacements placements, BanStore bans, IdempotencyKeys idempotency, SigningKeys keys, IOptions<TokensOptions> tokens, TimeProvider time,
        ILogger<Housekeeping> logger)
    {
        _logger = logger;
        _often =
        [
            ("dead nodes", deadNodes.SweepAsync),
            ("node reachability", probes.ReachAsync),
        ];
        _rooms = [("rooms that are due", rooms.RunDueAsync)];
        _rarely =
        [
            ("service deletions", services.FinishDeletionsAsync),
            ("signing keys", c => keys.RotateAsync(tokens.Value.MaxLife, c)),
            ("nonces", c => nonces.SweepAsync(time.GetUtcNow(), c)),
            ("recent placements", placements.SweepAsync),
            ("bans", bans.SweepAsync),
            ("idempotency keys", idempotency.SweepAsync),
        ];
        _hourly = [("rooms whose entries were lost", rooms.RunAllAsync)];
    }

    /// <summary>Runs the steps that detect dead nodes, every few seconds.</summary>
    public Task RunOftenAsync(CancellationToken cancellationToken) => RunAsync(_often, cancellationToken);

    /// <summary>Runs the steps that rooms await, every few seconds; they last longer the more rooms are due.</summary>
    public Task RunRoomsAsync(CancellationToken cancellationToken) => RunAsync(_rooms, cancellationToken);

    /// <summary>Runs the steps that scan whole tables, every hour.</summary>
    public Task RunHourlyAsync(CancellationToken cancellationToken) => RunAsync(_hourly, cancellationToken);

    /// <summary>Runs the steps that only free storage, every few minutes.</summary>
    public Task RunRarelyAsync(CancellationToken cancellationToken) => RunAsync(_rarely, cancellationToken);

    private async Task RunAsync((string Name, Func<CancellationToken, Task> Run)[] steps, CancellationToken cancellationToken)
    {
        foreach (var (name, run) in steps)
        {
            try
            {
                await run(cancellationToken);
            }
            catch (Exception e) when (FoldRetry.IsOutage(e))
            {
                LogDelayed(name, e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(name, e);
            }
        }
    }

    [LoggerMessage(EventIds.HousekeepingFailed, LogLevel.Warning, "Housekeeping step {Step} failed; retrying")]
    private partial void LogFailed(string step, Exception exception);

    [LoggerMessage(EventIds.HousekeepingDelayed, LogLevel.Warning, "Housekeeping step {Step} failed; retrying: {Reason}")]
    private partial void LogDelayed(string step, string reason);
}

/// <summary>The timers of the housekeeping.</summary>
public sealed class HousekeepingFunctions(Housekeeping housekeeping)
{
    /// <summary>Handles dead nodes.</summary>
    [Function("HousekeepingOften")]
    public Task RunOften([TimerTrigger("*/10 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        housekeeping.RunOftenAsync(cancellationToken);

    /// <summary>Handles expired rooms and interrupted operations on rooms.</summary>
    [Function("HousekeepingRooms")]
    public Task RunRooms([TimerTrigger("5-55/10 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        housekeeping.RunRoomsAsync(cancellationToken);

    /// <summary>Deletes expired nonces, keys and other rows.</summary>
    [Function("HousekeepingRarely")]
    public Task RunRarely([TimerTrigger("15 */2 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        housekeeping.RunRarelyAsync(cancellationToken);

    /// <summary>Repairs what the other timers missed.</summary>
    [Function("HousekeepingHourly")]
    public Task RunHourly([TimerTrigger("30 7 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        housekeeping.RunHourlyAsync(cancellationToken);
}
