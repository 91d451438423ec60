using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary>The options for the settings of a room.</summary>
internal sealed class RoomSettings
{
    private readonly Option<string?> _preset = new("--preset") { Description = "The preset that supplies the fields without an option." };
    private readonly Option<string?> _policy = new("--policy") { Description = "The placement policy." };
    private readonly Option<string?> _region = new("--region") { Description = "The preferred region of the room's node." };
    private readonly Option<RoomSpread?> _spread = new("--spread") { Description = "When the room gets another node: off, region or size." };
    private readonly Option<int?> _spreadSize = new("--spread-size") { Description = "The number of participants from which a node of the room is full." };
    private readonly Option<int?> _maxNodes = new("--max-nodes") { Description = "The maximum number of nodes of the room." };
    private readonly Option<string?> _metadata = new("--metadata") { Description = "Application text for the room." };
    private readonly Option<string?> _data = new("--data") { Description = "Application data as JSON." };
    private readonly Option<string[]?> _codecs = new("--codec") { Description = "The MIME type of a codec. Repeatable, in order of preference." };
    private readonly Option<int?> _maxParticipants = new("--max-participants") { Description = "The maximum number of concurrent participants." };
    private readonly Option<int?> _maxPublishers = new("--max-publishers") { Description = "The maximum number of participants that publish concurrently." };
    private readonly Option<bool?> _locked = new("--locked") { Description = "Whether new joins are rejected." };
    private readonly Option<bool?> _encrypted = new("--e2ee-required") { Description = "Whether media must be encrypted end to end." };
    private readonly Option<DuplicateUsers?> _duplicates = new("--duplicate-users")
    {
        Description = "The behaviour when a connected user joins again: allow, replace or reject.",
    };
    private readonly Option<bool?> _test = new("--test") { Description = "Whether this is the test room of the service." };
    private readonly Option<TimeSpan?> _empty = Durations.Option("--empty-timeout", "The time for which the room is kept before the first join");
    private readonly Option<TimeSpan?> _departure =
        Durations.Option("--departure-timeout", "The time for which the room is kept after the last participant has left");

    public Symbol[] All =>
    [
        _preset, _policy, _region, _spread, _spreadSize, _maxNodes, _metadata, _data, _codecs, _maxParticipants, _maxPublishers, _locked, _encrypted,
        _duplicates, _test, _empty, _departure,
    ];

    public RoomSpec Read(AdminCall call, string name) => new()
    {
        Name = name,
        Preset = call.Get(_preset),
        Policy = call.Get(_policy),
        Region = call.Get(_region),
        Spread = call.Get(_spread),
        SpreadSize = call.Get(_spreadSize),
        MaxNodes = call.Get(_maxNodes),
        Metadata = call.Get(_metadata),
        Data = call.Get(_data) is { } data ? JsonInput.Element(data) : null,
        Codecs = call.Has(_codecs) ? call.Get(_codecs) : null,
        MaxParticipants = call.Get(_maxParticipants),
        MaxPublishers = call.Get(_maxPublishers),
        Locked = call.Get(_locked),
        E2eeRequired = call.Get(_encrypted),
        DuplicateUsers = call.Get(_duplicates),
        Test = call.Get(_test),
        EmptyTimeoutSeconds = Seconds(call.Get(_empty)),
        DepartureTimeoutSeconds = Seconds(call.Get(_departure)),
    };

    private static int? Seconds(TimeSpan? duration) => duration is { } time ? (int)time.TotalSeconds : null;
}
