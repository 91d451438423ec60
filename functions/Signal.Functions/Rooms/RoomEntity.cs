using System.Runtime.Serialization;
using Signal.Functions.Commands;
using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>A room; partition = service. Settings and placement are one entity, so that no change of one loses the other.</summary>
public sealed class RoomEntity : Entity, IRoomAddress
{
    private RoomSpec? _spec;

    /// <summary>The <see cref="RoomSpec"/> as JSON.</summary>
    public string SpecJson { get; set; } = "";

    /// <summary>Counts the changes of the settings; placing the room does not count.</summary>
    public long Version { get; set; } = 1;

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When its settings were changed last.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The home node; null: not placed.</summary>
    public string? HomeNode { get; set; }

    /// <summary>The epoch of the home node at the time.</summary>
    public long HomeEpoch { get; set; }

    /// <summary>When the home was chosen.</summary>
    public DateTimeOffset? HomeSince { get; set; }

    /// <summary>Further nodes for which the first token's holder has tokens, with their epochs and token ids, as JSON; null: no open choice.</summary>
    public string? OfferJson { get; set; }

    /// <summary>When those tokens end.</summary>
    public DateTimeOffset? OfferUntil { get; set; }

    /// <summary>Is it open on its home node, as far as events have told?</summary>
    public bool Live { get; set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? LiveSince { get; set; }

    /// <summary>When its last peer left, or the room was closed; null: nobody has been there.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>A token that was given out may open the room until then.</summary>
    public DateTimeOffset? ExpectedUntil { get; set; }

    /// <summary>Are there bans to look up?</summary>
    public bool HasBans { get; set; }

    /// <summary>The version of the settings that the home node was told of last; behind <see cref="Version"/>: it has to be told.</summary>
    public long ToldVersion { get; set; } = 1;

    /// <summary>For queries: <see cref="ToldVersion"/> is behind.</summary>
    public bool Untold
    {
        get => HomeNode is not null && ToldVersion < Version;
        set { }
    }

    /// <summary>For queries: when the room's timeout passes; null while it is open, or when it has none.</summary>
    public DateTimeOffset? ExpiresAt
    {
        get
        {
            var timeout = LeftAt is null ? Spec.EmptyTimeoutSeconds : Spec.DepartureTimeoutSeconds ?? Spec.EmptyTimeoutSeconds;
            if (Live || timeout is not { } seconds)
            {
                return null;
            }

            var since = LeftAt ?? CreatedAt;
            return (ExpectedUntil > since ? ExpectedUntil.Value : since).AddSeconds(seconds);
        }

        set
        {
        }
    }

    /// <summary>The room is being deleted: gone for everybody but those who finish that.</summary>
    public bool Deleting { get; set; }

    /// <summary>The service's id.</summary>
    [IgnoreDataMember]
    public string ServiceId => PartitionKey;

    /// <summary>The room's id.</summary>
    [IgnoreDataMember]
    public string Id => RowKey;

    /// <summary>The settings.</summary>
    [IgnoreDataMember]
    public RoomSpec Spec
    {
        get => _spec ??= StoredJson.Read<RoomSpec>(SpecJson);
        set
        {
            _spec = value;
            SpecJson = StoredJson.Write(value);
        }
    }

    /// <summary>The further nodes of an open choice; see <see cref="OfferJson"/>.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<OfferedNode> Offer
    {
        get => OfferJson is null ? [] : StoredJson.Read<OfferedNode[]>(OfferJson);
        set => OfferJson = value.Count == 0 ? null : StoredJson.Write(value);
    }

    /// <summary>The nodes that may hold the room, or a token for it.</summary>
    public IEnumerable<string> NodesToNotify() => HomeNode is null ? [] : Offer.Select(o => o.NodeId).Prepend(HomeNode).Distinct(StringComparer.Ordinal);

    /// <summary>The room as callers see it.</summary>
    public Room ToRoom() => new()
    {
        Name = Spec.Name,
        Preset = Spec.Preset,
        Policy = Spec.Policy,
        Region = Spec.Region,
        P2p = Spec.P2p,
        MediaConfiguration = Spec.MediaConfiguration,
        Data = Spec.Data,
        Metadata = Spec.Metadata,
        Codecs = Spec.Codecs,
        MaxParticipants = Spec.MaxParticipants,
        MaxPublishers = Spec.MaxPublishers,
        EmptyTimeoutSeconds = Spec.EmptyTimeoutSeconds,
        DepartureTimeoutSeconds = Spec.DepartureTimeoutSeconds,
        Locked = Spec.Locked,
        E2eeRequired = Spec.E2eeRequired,
        DuplicateUsers = Spec.DuplicateUsers,
        Test = Spec.Test,
        Id = Id,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Live = Live,
        LiveSince = LiveSince,
    };
}

/// <summary>A node that the first token's holder may choose instead of the home.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Epoch">The node's epoch at the time.</param>
/// <param name="TokenId">The <c>jti</c> of the token for it.</param>
public sealed record OfferedNode(string NodeId, long Epoch, string TokenId);
