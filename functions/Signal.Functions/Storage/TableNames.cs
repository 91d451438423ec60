namespace Signal.Functions.Storage;

/// <summary>The names of the tables, without the prefix.</summary>
public static class TableNames
{
    /// <summary>Services (tenants).</summary>
    public const string Services = "Services";

    /// <summary>Rooms; partition = service.</summary>
    public const string Rooms = "Rooms";

    /// <summary>The schedule of room processing.</summary>
    public const string RoomsDue = "RoomsDue";

    /// <summary>Participants, and the position up to which events are folded; partition = room.</summary>
    public const string Participants = "Participants";

    /// <summary>Seats reserved by tokens, in rooms with a maximum number of participants; partition = room.</summary>
    public const string Seats = "Seats";

    /// <summary>Bans; partition = room.</summary>
    public const string Bans = "Bans";

    /// <summary>The latest events of each room; partition = room.</summary>
    public const string RoomHistory = "RoomHistory";

    /// <summary>Media nodes.</summary>
    public const string Nodes = "Nodes";

    /// <summary>The rooms on each node; partition = node.</summary>
    public const string RoomNodes = "RoomNodes";

    /// <summary>Recent placements, which reports do not include yet.</summary>
    public const string Placements = "Placements";

    /// <summary>Used credentials, for replay protection; partition = minute of expiry and service.</summary>
    public const string Nonces = "Nonces";

    /// <summary>The resources that each <c>Idempotency-Key</c> created.</summary>
    public const string IdempotencyKeys = "IdempotencyKeys";

    /// <summary>The keys that sign room tokens.</summary>
    public const string SigningKeys = "SigningKeys";

    /// <summary>The state of scaling of the media nodes.</summary>
    public const string Scaling = "Scaling";

    /// <summary>Webhook subscriptions and their outbox.</summary>
    public const string Webhooks = "Webhooks";
}
