using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary>The options that describe a room to create.</summary>
internal sealed class RoomSettings
{
    private readonly Option<string?> _preset = new("--preset") { Description = "The preset that gives the fields that are absent." };
    private readonly Option<string?> _policy = new("--policy") { Description = "The placement policy." };
    private readonly Option<string?> _region = new("--region") { Description = "The region where the room should live." };
    private readonly Option<string?> _metadata = new("--metadata") { Description = "The application's text for the room." };
    private readonly Option<string?> _data = new("--data") { Description = "The application's own data, JSON." };
    private readonly Option<string[]?> _codecs = new("--codec") { Description = "A MIME type; repeat it in order of preference." };
    private readonly Option<int?> _maxParticipants = new("--max-participants") { Description = "The most participants at once." };
    private readonly Option<int?> _maxPublishers = new("--max-publishers") { Description = "The most participants that publish at once." };
    private readonly Option<bool?> _locked = new("--locked") { Description = "Newcomers are refused." };
    private readonly Option<bool?> _encrypted = new("--e2ee-required") { Description = "The media must be encrypted end to end." };
    private readonly Option<DuplicateUsers?> _duplicates = new("--duplicate-users") { Description = "When a user joins twice: allow, replace or reject." };
    private readonly Option<bool?> _test = new("--test") { Description = "The service's one test room." };
    private readonly Option<TimeSpan?> _empty = Durations.Option("--empty-timeout", "How long the room is kept before anyone has joined");
    private readonly Option<TimeSpan?> _departure = Durations.Option("--departure-timeout", "How long the room is kept after its last participant left");

    public Symbol[] All =>
        [_preset, _policy, _region, _metadata, _data, _codecs, _maxParticipants, _maxPublishers, _locked, _encrypted, _duplicates, _test, _empty, _departure];

    public RoomSpec Read(AdminCall call, string name) => new()
    {
        Name = name,
        Preset = call.Get(_preset),
        Policy = call.Get(_policy),
        Region = call.Get(_region),
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
