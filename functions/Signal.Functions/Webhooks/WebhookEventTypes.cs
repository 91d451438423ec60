namespace Signal.Functions.Webhooks;

/// <summary>The types of webhook events; those that LiveKit has too bear its names.</summary>
public static class WebhookEventTypes
{
    /// <summary>A room was opened on a node.</summary>
    public const string RoomStarted = "room_started";

    /// <summary>A room was closed.</summary>
    public const string RoomFinished = "room_finished";

    /// <summary>A participant joined.</summary>
    public const string ParticipantJoined = "participant_joined";

    /// <summary>A participant's name, metadata or grants changed.</summary>
    public const string ParticipantUpdated = "participant_updated";

    /// <summary>A participant left.</summary>
    public const string ParticipantLeft = "participant_left";

    /// <summary>A participant began to send audio, video or data.</summary>
    public const string TrackPublished = "track_published";

    /// <summary>A track was paused or resumed.</summary>
    public const string TrackUpdated = "track_updated";

    /// <summary>A track ended.</summary>
    public const string TrackUnpublished = "track_unpublished";

    /// <summary>A media node's first report came. For the superservice alone, as all node events.</summary>
    public const string NodeStarted = "node_started";

    /// <summary>A media node serves again after a drain.</summary>
    public const string NodeServing = "node_serving";

    /// <summary>A media node drains.</summary>
    public const string NodeDraining = "node_draining";

    /// <summary>A media node stops.</summary>
    public const string NodeStopping = "node_stopping";

    /// <summary>A media node's reports stay away.</summary>
    public const string NodeLost = "node_lost";

    /// <summary>Asked for by <c>POST /v1/webhooks/{id}/ping</c>; sent whatever events a webhook names.</summary>
    public const string Ping = "ping";

    /// <summary>All that a webhook can name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        RoomStarted, RoomFinished, ParticipantJoined, ParticipantUpdated, ParticipantLeft,
        TrackPublished, TrackUpdated, TrackUnpublished, NodeStarted, NodeServing, NodeDraining, NodeStopping, NodeLost,
    ];
}
