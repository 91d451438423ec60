using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Signal.Admin;
using Signal.Chaos.Tests.Stack;

namespace Signal.Chaos.Tests.Load;

/// <summary>Users and a back end that use the platform during faults.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without timer or wait handle holds nothing.")]
internal sealed class LoadModel(ChaosStack stack)
{
    private const int SeedStep = 7919;
    private CancellationTokenSource _phase = new();
    private Task _running = Task.CompletedTask;

    public History History => stack.History;

    public AdminClient Admin => stack.Admin;

    public Participations Participations { get; } = new(stack.History);

    public IReadOnlyList<LoadClient> Clients { get; private set; } = [];

    public IReadOnlyList<string> Rooms { get; private set; } = [];

    /// <summary>Users only join, stay for a moment, and leave.</summary>
    public bool OnlyJoins { get; init; }

    public Joins Joins { get; } = new(stack.History);

    /// <summary>Answers that are failures even during an outage.</summary>
    public ConcurrentQueue<string> Bugs { get; } = new();

    public LoadPhase Phase { get; private set; } = LoadPhase.Storm;

    /// <summary>Fires with the next phase.</summary>
    public CancellationToken PhaseChanged => _phase.Token;

    /// <summary>The number of starts of a node so far.</summary>
    public int StartsOf(string nodeId) => stack.Nodes.First(node => node.Id == nodeId).Process.Starts;

    /// <summary>Creates the rooms, and starts the users.</summary>
    public async Task StartAsync(int seed, int rooms, int usersPerRoom)
    {
        var ids = new List<string>();
        for (var room = 0; room < rooms; room++)
        {
            var spec = new RoomSpec
            {
                Name = $"room {room}", Policy = "least-rooms", DepartureTimeoutSeconds = 2, EmptyTimeoutSeconds = 30,
            };
            ids.Add((await Admin.Rooms.CreateAsync(spec)).Id);
        }

        Rooms = ids;
        Clients =
        [
            .. Enumerable.Range(0, rooms * usersPerRoom)
                .Select(index => new LoadClient(this, ids[index % rooms], $"user-{index}", seed + (index * SeedStep))),
        ];
        _running = Task.WhenAll(
        [
            .. Clients.Select(client => RunAsync(client.UserId, client.RunAsync)),
            RunAsync("back office", new BackOffice(this, seed).RunAsync),
        ]);
    }

    /// <summary>Begins the next phase.</summary>
    public void Enter(LoadPhase phase)
    {
        History.Add($"phase: {phase}");
        Phase = phase;
        Interlocked.Exchange(ref _phase, new CancellationTokenSource()).Cancel();
    }

    /// <summary>Ends when all users have left.</summary>
    public Task WhenEndedAsync(TimeSpan timeout) => _running.WaitAsync(timeout, TimeProvider.System);

    private async Task RunAsync(string who, Func<Task> run)
    {
        try
        {
            await Task.Run(run);
        }
        catch (Exception error)
        {
            History.Add($"{who} ended by {error}");
            Bugs.Enqueue($"{who} ended by {error.GetType().Name}: {error.Message}");
        }
    }
}
