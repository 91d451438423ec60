namespace Signal.Placement.Bench;

/// <summary>What happens to a participant.</summary>
internal enum StepKind
{
    /// <summary>It requests a token, and gets a node.</summary>
    Token,

    /// <summary>It joins on that node.</summary>
    Join,

    /// <summary>It leaves.</summary>
    Leave,
}

/// <summary>One step of a participant.</summary>
internal readonly record struct Step(TimeSpan At, StepKind Kind, int Participant);

/// <summary>A participant.</summary>
/// <param name="Room">The room.</param>
/// <param name="Region">The region of the participant.</param>
/// <param name="Sends">Whether it sends audio and video.</param>
internal readonly record struct Participant(int Room, int Region, bool Sends);

/// <summary>The participants of all rooms, and their steps in order of time: the same for all policies.</summary>
internal sealed class Workload
{
    /// <summary>The time in which all rooms start.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromHours(2);

    private const double ShareFromOtherRegions = 0.15;
    private const double ShareThatStays = 0.7;
    private readonly List<Participant> _participants;
    private readonly List<Step> _steps;

    private Workload(int capacity) => (_participants, _steps) = (new List<Participant>(capacity), new List<Step>(3 * capacity));

    public IReadOnlyList<Participant> Participants => _participants;

    public IReadOnlyList<Step> Steps => _steps;

    public int Rooms { get; private set; }

    public static Workload Generate(SimulationSettings settings)
    {
        var random = new Random(settings.Seed);
        var workload = new Workload(settings.Participants);
        while (workload._participants.Count < settings.Participants)
        {
            workload.AddRoom(random, Math.Min(RoomShape.Size(random), settings.Participants - workload._participants.Count));
        }

        workload._steps.Sort((a, b) => (a.At, a.Kind, a.Participant).CompareTo((b.At, b.Kind, b.Participant)));
        return workload;
    }

    private void AddRoom(Random random, int size)
    {
        var start = RoomShape.Start(random, Period);
        var end = start + RoomShape.Duration(random);
        var region = Region.Draw(random, start);
        for (var i = 0; i < size; i++)
        {
            var token = i == 0 ? start : start + RoomShape.Exponential(random, TimeSpan.FromMinutes(1));
            var join = token + TimeSpan.FromSeconds(1 + (2 * random.NextDouble()));
            var until = end > join ? end : join;
            var leave = random.NextDouble() < ShareThatStays ? until : join + (random.NextDouble() * (until - join));
            leave += TimeSpan.FromSeconds(1 + (9 * random.NextDouble()));
            var id = _participants.Count;
            var own = random.NextDouble() < ShareFromOtherRegions ? Region.Draw(random, start) : region;
            _participants.Add(new Participant(Rooms, own, Sends: i < RoomShape.MaxSenders));
            _steps.AddRange([new Step(token, StepKind.Token, id), new Step(join, StepKind.Join, id), new Step(leave, StepKind.Leave, id)]);
        }

        Rooms++;
    }
}
