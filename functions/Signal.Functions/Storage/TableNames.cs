namespace Signal.Functions.Storage;

/// <summary>The names of the tables, without the prefix.</summary>
public static class TableNames
{
    /// <summary>Tenants.</summary>
    public const string Services = "Services";

    /// <summary>Rooms; partition = service.</summary>
    public const string Rooms = "Rooms";

    /// <summary>When rooms are to be looked at.</summary>
    public const string RoomsDue = "RoomsDue";

    /// <summary>Who is in a room, and how far its events are folded; partition = room.</summary>
    public const string Participants = "Participants";

    /// <summary>Seats promised by tokens in rooms that count them; partition = room.</summary>
    public const string Seats = "Seats";

    /// <summary>Users that may not enter a room; partition = room.</summary>
    public const string Bans = "Bans";

    /// <summary>Media nodes.</summary>
    public const string Nodes = "Nodes";

    /// <summary>Which rooms a node holds; partition = node.</summary>
    public const string RoomNodes = "RoomNodes";

    /// <summary>Rooms placed of late, so that placement knows what reports do not tell yet.</summary>
    public const string Placements = "Placements";

    /// <summary>Credentials seen, against replay; partition = minute of expiry and service.</summary>
    public const string Nonces = "Nonces";

    /// <summary>What each <c>Idempotency-Key</c> made.</summary>
    public const string IdempotencyKeys = "IdempotencyKeys";

    /// <summary>The keys that sign room tokens.</summary>
    public const string SigningKeys = "SigningKeys";

    /// <summary>What the passes over the scale set of media nodes remember.</summary>
    public const string Scaling = "Scaling";

    /// <summary>Webhook subscriptions and their outbox.</summary>
    public const string Webhooks = "Webhooks";
}
