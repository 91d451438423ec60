using System.Text.RegularExpressions;
using Signal.Functions.Http;
using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>The validation rules of a room's fields.</summary>
public static partial class RoomRules
{
    /// <summary>The maximum length of the name, in characters.</summary>
    public const int MaxNameLength = 128;

    /// <summary>The maximum length of the metadata, in characters.</summary>
    public const int MaxMetadataLength = 4096;

    /// <summary>The maximum length of the data, in characters of JSON text.</summary>
    public const int MaxDataLength = 16 * 1024;

    /// <summary>The highest value of a room's maximum number of participants.</summary>
    public const int MaxParticipants = 1000;

    /// <summary>The highest number of nodes of a room.</summary>
    public const int MaxNodes = 32;

    private const int MaxTimeoutSeconds = 7 * 24 * 3600;
    private const int MaxCodecs = 16;

    /// <summary>Validates a room's fields.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public static void Validate(RoomSpec spec)
    {
        new FieldErrors()
            .Require(!string.IsNullOrWhiteSpace(spec.Name), "/name", "Must not be empty.")
            .MaxLength(spec.Name, MaxNameLength, "/name")
            .MaxLength(spec.Metadata, MaxMetadataLength, "/metadata")
            .MaxLength(spec.MediaConfiguration, 128, "/mediaConfiguration")
            .MaxLength(spec.Region, 64, "/region")
            .Require(spec.Data is null || spec.Data.Value.GetRawText().Length <= MaxDataLength, "/data", $"At most {MaxDataLength} characters of JSON.")
            .Require(spec.Policy is null || PlacementPolicyNames.All.Contains(spec.Policy), "/policy", $"One of {string.Join(", ", PlacementPolicyNames.All)}.")
            .Range(spec.MaxParticipants, 1, MaxParticipants, "/maxParticipants")
            .Range(spec.MaxPublishers, 0, MaxParticipants, "/maxPublishers")
            .Range(spec.SpreadSize, 1, MaxParticipants, "/spreadSize")
            .Range(spec.MaxNodes, 1, MaxNodes, "/maxNodes")
            .Range(spec.EmptyTimeoutSeconds, 1, MaxTimeoutSeconds, "/emptyTimeoutSeconds")
            .Range(spec.DepartureTimeoutSeconds, 1, MaxTimeoutSeconds, "/departureTimeoutSeconds")
            .Require(spec.Codecs is null or { Count: > 0 and <= MaxCodecs }, "/codecs", $"1 to {MaxCodecs} codecs.")
            .Require(spec.Codecs?.All(c => c is not null && MimeType().IsMatch(c)) ?? true, "/codecs", "MIME types such as video/VP8.")
            .Require(StoredJson.Write(spec).Length <= StoredJson.MaxLength, "", "The total size of the room's fields is too large.")
            .ThrowIfAny();
    }

    [GeneratedRegex("^(audio|video)/[A-Za-z0-9-]{1,32}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MimeType();
}
