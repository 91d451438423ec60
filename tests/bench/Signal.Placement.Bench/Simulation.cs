using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Nodes;

namespace Signal.Placement.Bench;

/// <summary>Runs the participants of a workload through one case.</summary>
internal sealed class Simulation
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(30);

    // The fleet fills in the first half of the period.
    private static readonly TimeSpan MeasureFrom = Workload.Period / 2;
    private readonly Workload _workload;
    private readonly Fleet _fleet;
    private readonly FakeTimeProvider _time = new();
    private readonly DateTimeOffset _start;
    private readonly AppInstance[] _instances;
    private readonly Random _random;
    private readonly Chooser _chooser;
    private readonly SimulatedRoom[] _rooms;
    private readonly RoomShare?[] _places;
    private readonly bool[] _isPresent;
    private readonly Traffic _traffic = new();
    private readonly LoadSamples _samples = new();
    private int _tokens;
    private int _joined;
    private int _refused;
    private int _left;

    private Simulation(SimulationSettings settings, Workload workload, PlacementCase @case)
    {
        var (options, nodes) = (settings.Placement, new NodesOptions());
        List<PublishedPlacement> published = [];
        _workload = workload;
        _start = _time.GetUtcNow();
        _fleet = new Fleet(settings);
        _random = new Random(settings.Seed + 2);
        _instances = [.. Enumerable.Range(0, settings.Instances).Select(_ => new AppInstance(_fleet, published, options, nodes, _time))];
        _chooser = new Chooser(@case.CreatePolicy(options, new Random(settings.Seed + 3)), @case, options, _fleet);
        _rooms = [.. Enumerable.Range(0, workload.Rooms).Select(i => new SimulatedRoom(i))];
        _places = new RoomShare?[workload.Participants.Count];
        _isPresent = new bool[workload.Participants.Count];
    }

    /// <summary>Runs a case to the end, when all participants have left.</summary>
    public static Outcome Run(SimulationSettings settings, Workload workload, PlacementCase @case)
    {
        var simulation = new Simulation(settings, workload, @case);
        foreach (var step in workload.Steps)
        {
            simulation.Take(step);
        }

        return simulation.Outcome();
    }

    private void Take(Step step)
    {
        SampleUntil(step.At);
        _traffic.AdvanceTo(step.At, isMeasured: step.At > MeasureFrom && step.At <= Workload.Period);
        var participant = _workload.Participants[step.Participant];
        var room = _rooms[participant.Room];
        switch (step.Kind)
        {
            case StepKind.Token:
                Place(step, room, participant);
                break;
            case StepKind.Join:
                Join(step.Participant, room, participant);
                break;
            default:
                Leave(step.Participant, room, participant);
                break;
        }
    }

    private void Place(Step step, SimulatedRoom room, Participant participant)
    {
        _fleet.ReportUntil(step.At);
        _time.SetUtcNow(_start + step.At);
        var share = _chooser.Place(room, _instances[_random.Next(_instances.Length)], participant.Region);
        share.Seats++;
        _places[step.Participant] = share;
        _tokens++;
    }

    // The product refuses no join for the load of its node; here a full node takes none, so that what it could not serve is counted.
    private void Join(int id, SimulatedRoom room, Participant participant)
    {
        var share = _places[id]!;
        if (_fleet.Nodes[share.Node].Load >= 1)
        {
            _refused++;
            GiveUp(room, share);
            return;
        }

        _joined++;
        _isPresent[id] = true;
        room.Joined++;
        room.Change(_fleet, _traffic, share, participant, 1);
    }

    private void Leave(int id, SimulatedRoom room, Participant participant)
    {
        if (!_isPresent[id])
        {
            return;
        }

        _left++;
        _isPresent[id] = false;
        room.Change(_fleet, _traffic, _places[id]!, participant, -1);
        GiveUp(room, _places[id]!);
    }

    // The home stays as long as anybody is in the room or has a token for it.
    private static void GiveUp(SimulatedRoom room, RoomShare share)
    {
        share.Seats--;
        if (share.Seats == 0 && share != room.Shares[0])
        {
            room.Shares.Remove(share);
        }

        if (room.Shares.Sum(s => s.Seats) == 0)
        {
            room.Shares.Clear();
        }
    }

    private void SampleUntil(TimeSpan now)
    {
        while (MeasureFrom + (_samples.Count * SampleEvery) is var at && at <= now && at <= Workload.Period)
        {
            _samples.Add([.. _fleet.Nodes.Select(node => node.Load)], _fleet.Nodes.Sum(node => node.Participants));
        }
    }

    private Outcome Outcome() => new()
    {
        Tokens = _tokens,
        Joined = _joined,
        Refused = _refused,
        Left = _left,
        Remaining = _fleet.Nodes.Sum(node => node.Participants + node.Rooms + node.Media.Consumers) + (int)_traffic.Current,
        MostParticipants = _samples.MostParticipants,
        MeanLoad = _samples.Mean,
        Imbalance = _samples.Imbalance,
        LoadAt99 = _samples.At99,
        BusyNodes = _samples.BusyNodes,
        Spanning = (double)_rooms.Count(room => room.HasSpanned) / _rooms.Length,
        ParticipantsInSpanning = (double)_rooms.Where(room => room.HasSpanned).Sum(room => room.Joined) / Math.Max(1, _joined),
        FarTraffic = _traffic.FarShare,
        Choices = _chooser.Choices,
        ChoicesOfFull = _chooser.ChoicesOfFull,
    };
}
