using System.Runtime.Serialization;
using Signal.Contracts.Tokens;
using Signal.Functions.Commands;
using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>
/// A room; partition = service. Settings and placement share one entity, so that concurrent changes do not overwrite each other.
/// </summary>
public sealed class RoomEntity : Entity, IRoomAddress
{
    private RoomSpec? _spec;

    /// <summary>The <see cref="RoomSpec"/> as JSON.</summary>
    public string SpecJson { get; set; } = "";

    /// <summary>The version of the settings; placement does not change it.</summary>
    public long Version { get; set; } = 1;

    /// <summary>When the room was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the settings were last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The home node; null: not placed.</summary>
    public string? HomeNode { get; set; }

    /// <summary>The epoch of the home node at the time of placement.</summary>
    public long HomeEpoch { get; set; }

    /// <summary>The number of times that a node of the room has taken it over from its home, which was lost.</summary>
    public long HomeVersion { get; set; }

    /// <summary>The node from which the home has taken over the room; null: the room was placed on its home.</summary>
    public string? FormerHome { get; set; }

    /// <summary>The epoch of <see cref="FormerHome"/>.</summary>
    public long FormerHomeEpoch { get; set; }

    /// <summary>The node from which the room moves to its home; null: it does not move, or has left that node.</summary>
    public string? MovingFrom { get; set; }

    /// <summary>When the move ends: that node closes the room then.</summary>
    public DateTimeOffset? MovingUntil { get; set; }

    /// <summary>
    /// The other nodes for which the holder of the first token has tokens, with their epochs and token ids, as JSON; null: no open choice.
    /// </summary>
    public string? OfferJson { get; set; }

    /// <summary>The nodes that the room spans besides its home, as JSON; null: none.</summary>
    public string? PartsJson { get; set; }

    /// <summary>Whether the room is open on its home node, according to the events so far.</summary>
    public bool Live { get; set; }

    /// <summary>Since when the room is open.</summary>
    public DateTimeOffset? LiveSince { get; set; }

    /// <summary>When the last peer left, or the room was closed; null: no peer has joined yet.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>The time until which a minted token may open the room.</summary>
    public DateTimeOffset? ExpectedUntil { get; set; }

    /// <summary>Whether the room may have bans, so that token requests must look them up.</summary>
    public bool HasBans { get; set; }

    /// <summary>
    /// The version of the settings that was last sent to the home node; lower than <see cref="Version"/>: the node must be notified.
    /// </summary>
    public long PublishedVersion { get; set; } = 1;

    /// <summary>For queries: whether <see cref="PublishedVersion"/> is lower than <see cref="Version"/>.</summary>
    public bool Unpublished
    {
        get => HomeNode is not null && PublishedVersion < Version;
        set { }
    }

    /// <summary>For queries: when the room's timeout elapses; null while it is open, or when it has no timeout.</summary>
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

    /// <summary>Whether the room is being deleted; then only the deletion itself can still see it.</summary>
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

    /// <summary>The other nodes of an open choice; see <see cref="OfferJson"/>.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<OfferedNode> Offer
    {
        get => OfferJson is null ? [] : StoredJson.Read<OfferedNode[]>(OfferJson);
        set => OfferJson = value.Count == 0 ? null : StoredJson.Write(value);
    }

    /// <summary>The nodes that the room spans besides its home; see <see cref="PartsJson"/>.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<RoomPart> Parts
    {
        get => PartsJson is null ? [] : StoredJson.Read<RoomPart[]>(PartsJson);
        set => PartsJson = value.Count == 0 ? null : StoredJson.Write(value);
    }

    /// <summary>Whether a process of a node is the home of the room, or one that the holder of the first token may still choose.</summary>
    public bool MayBeOn(string nodeId, long epoch) =>
        HomeNode == nodeId ? HomeEpoch <= epoch : !Live && Offer.Any(offer => offer.NodeId == nodeId && offer.Epoch <= epoch);

    /// <summary>Returns the nodes on which the room may be open, or for which a token exists.</summary>
    public IEnumerable<string> NodesToNotify() =>
        HomeNode is null ? [] : HomesToNotify().Concat(Parts.Select(part => part.NodeId)).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Returns the nodes that are, were, or may become the home of the room. They forward commands to its other nodes.
    /// </summary>
    public IEnumerable<string> HomesToNotify() =>
        HomeNode is null ? [] : ((string?[])[HomeNode, MovingFrom, .. Offer.Select(o => o.NodeId)]).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Places the room on a node. A room that is open elsewhere moves: its former home closes it at <paramref name="movingUntil"/>.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="epoch">The epoch of its process.</param>
    /// <param name="now">The current time.</param>
    /// <param name="expectedUntil">The time until which the room may be opened there.</param>
    /// <param name="movingUntil">When the former home closes the room; null: it is not open there.</param>
    /// <param name="partsUntil">When the other nodes close their parts of the former home.</param>
    public void Place(
        string nodeId, long epoch, DateTimeOffset now, DateTimeOffset expectedUntil, DateTimeOffset? movingUntil, DateTimeOffset partsUntil)
    {
        Parts = Parts.Leave(partsUntil, now);
        (MovingFrom, MovingUntil) = movingUntil is null ? (null, null) : (HomeNode, movingUntil);
        (HomeNode, HomeEpoch, FormerHome, FormerHomeEpoch) = (nodeId, epoch, null, 0);
        (Live, LiveSince, ExpectedUntil) = (false, null, expectedUntil);
        Offer = [];
        PublishedVersion = Version;
    }

    /// <summary>One of the other nodes of the open room takes it over from its home, which is lost. Its participants on the others stay.</summary>
    public void TakeOver(RoomPart part)
    {
        (FormerHome, FormerHomeEpoch) = (HomeNode, HomeEpoch);
        (HomeNode, HomeEpoch, HomeVersion) = (part.NodeId, part.Epoch, HomeVersion + 1);
        (MovingFrom, MovingUntil) = (null, null);
        Parts = [.. Parts.Where(other => other.NodeId != part.NodeId)];
        Offer = [];
    }

    /// <summary>Whether the home has taken over the room from this process.</summary>
    public bool WasTakenFrom(string nodeId, long epoch) => FormerHome == nodeId && FormerHomeEpoch == epoch;

    /// <summary>Returns the settings for the node.</summary>
    internal RoomSettings ToSettings() => Spec.ToSettings() with { Version = Version };

    /// <summary>Returns the room for API responses.</summary>
    public Room ToRoom() => new()
    {
        Name = Spec.Name,
        Preset = Spec.Preset,
        Policy = Spec.Policy,
        Region = Spec.Region,
        Spread = Spec.Spread,
        SpreadSize = Spec.SpreadSize,
        MaxNodes = Spec.MaxNodes,
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

/// <summary>A node that the holder of the first token may choose instead of the home.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Epoch">The node's epoch at the time of placement.</param>
/// <param name="TokenId">The <c>jti</c> of the token for it.</param>
public sealed record OfferedNode(string NodeId, long Epoch, string TokenId);
