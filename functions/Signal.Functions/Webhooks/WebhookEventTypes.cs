namespace Signal.Functions.Webhooks;

/// <summary>The types of webhook events. Types that LiveKit also has use its names.</summary>
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

    /// <summary>A participant started to send audio, video or data.</summary>
    public const string TrackPublished = "track_published";

    /// <summary>A track was paused or resumed.</summary>
    public const string TrackUpdated = "track_updated";

    /// <summary>A track ended.</summary>
    public const string TrackUnpublished = "track_unpublished";

    /// <summary>The first report of a media node was received. Node events are only for the superservice.</summary>
    public const string NodeStarted = "node_started";

    /// <summary>A media node is serving again after a drain, or after it was lost.</summary>
    public const string NodeServing = "node_serving";

    /// <summary>A media node is draining.</summary>
    public const string NodeDraining = "node_draining";

    /// <summary>A media node is stopping.</summary>
    public const string NodeStopping = "node_stopping";

    /// <summary>A media node no longer reports.</summary>
    public const string NodeLost = "node_lost";

    /// <summary>Requested by <c>POST /v1/webhooks/{id}/ping</c>; sent regardless of the subscribed types.</summary>
    public const string Ping = "ping";

    /// <summary>All types that a webhook can subscribe to.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        RoomStarted, RoomFinished, ParticipantJoined, ParticipantUpdated, ParticipantLeft,
        TrackPublished, TrackUpdated, TrackUnpublished, NodeStarted, NodeServing, NodeDraining, NodeStopping, NodeLost,
    ];
}
