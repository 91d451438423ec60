using System.Text.Json;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Tests.Rooms;

/// <summary>Each limit, on both sides.</summary>
public sealed class RoomRulesTests
{
    private static readonly RoomSpec Spec = new() { Name = "r" };

    [Fact]
    public void Values_at_the_limits_are_valid()
    {
        RoomRules.Validate(Spec);
        foreach (var spec in new[] { Lowest(), Highest() })
        {
            RoomRules.Validate(spec);
        }

        Assert.All(PlacementPolicyNames.All, policy => RoomRules.Validate(Spec with { Policy = policy }));
    }

    [Fact]
    public void A_value_beyond_a_limit_is_named()
    {
        Assert.Equal(["/name"], Errors(Spec with { Name = " " }));
        Assert.Equal(["/name"], Errors(Spec with { Name = Text(129) }));
        Assert.Equal(["/metadata"], Errors(Spec with { Metadata = Text(4097) }));
        Assert.Equal(["/mediaConfiguration"], Errors(Spec with { MediaConfiguration = Text(129) }));
        Assert.Equal(["/region"], Errors(Spec with { Region = Text(65) }));
        Assert.Equal(["/data"], Errors(Spec with { Data = Json(Text((16 * 1024) - 1)) }));
        Assert.Equal(["/policy"], Errors(Spec with { Policy = "Region" }));
        Assert.Equal(["/maxParticipants"], Errors(Spec with { MaxParticipants = 0 }));
        Assert.Equal(["/maxParticipants"], Errors(Spec with { MaxParticipants = 1001 }));
        Assert.Equal(["/maxPublishers"], Errors(Spec with { MaxPublishers = -1 }));
        Assert.Equal(["/maxPublishers"], Errors(Spec with { MaxPublishers = 1001 }));
        Assert.Equal(["/spreadSize"], Errors(Spec with { SpreadSize = 0 }));
        Assert.Equal(["/spreadSize"], Errors(Spec with { SpreadSize = 1001 }));
        Assert.Equal(["/maxNodes"], Errors(Spec with { MaxNodes = 0 }));
        Assert.Equal(["/maxNodes"], Errors(Spec with { MaxNodes = 33 }));
        Assert.Equal(["/emptyTimeoutSeconds"], Errors(Spec with { EmptyTimeoutSeconds = 0 }));
        Assert.Equal(["/emptyTimeoutSeconds"], Errors(Spec with { EmptyTimeoutSeconds = 604_801 }));
        Assert.Equal(["/departureTimeoutSeconds"], Errors(Spec with { DepartureTimeoutSeconds = 0 }));
        Assert.Equal(["/departureTimeoutSeconds"], Errors(Spec with { DepartureTimeoutSeconds = 604_801 }));
    }

    [Fact]
    public void Codecs_are_a_short_list_of_MIME_types()
    {
        RoomRules.Validate(Spec with { Codecs = ["audio/opus", "video/VP8", "video/" + Text(32)] });
        RoomRules.Validate(Spec with { Codecs = [.. Enumerable.Repeat("audio/opus", 16)] });

        Assert.Equal(["/codecs"], Errors(Spec with { Codecs = [] }));
        Assert.Equal(["/codecs"], Errors(Spec with { Codecs = [.. Enumerable.Repeat("audio/opus", 17)] }));
        foreach (var text in new[] { null, "", "opus", "text/plain", "video/", "video/" + Text(33), "video/VP8 ", "xvideo/VP8", "video/VP8\n" })
        {
            Assert.Equal(["/codecs"], Errors(Spec with { Codecs = ["audio/opus", text!] }));
        }
    }

    [Fact]
    public void All_fields_together_must_fit_in_the_table()
    {
        var spec = Spec with { Metadata = Text(4096), Data = Json(Text(16_000)), Codecs = [.. Enumerable.Repeat("video/" + Text(32), 16)] };
        RoomRules.Validate(spec);

        Assert.Equal([""], Errors(spec with { Metadata = new string('\u0001', 4096) }));
    }

    [Fact]
    public void All_problems_are_reported_together() =>
        Assert.Equal(["/name", "/region", "/maxNodes"], Errors(Spec with { Name = "", Region = Text(65), MaxNodes = 0 }));

    private static RoomSpec Lowest() => Spec with
    {
        MaxParticipants = 1, MaxPublishers = 0, SpreadSize = 1, MaxNodes = 1, EmptyTimeoutSeconds = 1, DepartureTimeoutSeconds = 1,
    };

    private static RoomSpec Highest() => new()
    {
        Name = Text(128), Metadata = Text(4096), MediaConfiguration = Text(128), Region = Text(64), Data = Json(Text((16 * 1024) - 2)),
        MaxParticipants = 1000, MaxPublishers = 1000, SpreadSize = 1000, MaxNodes = 32, EmptyTimeoutSeconds = 604_800, DepartureTimeoutSeconds = 604_800,
    };

    private static IEnumerable<string> Errors(RoomSpec spec) =>
        Assert.Throws<ProblemException>(() => RoomRules.Validate(spec)).Problem.Errors!.Select(error => error.Field).Distinct();

    private static string Text(int length) => new('x', length);

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text);
}
