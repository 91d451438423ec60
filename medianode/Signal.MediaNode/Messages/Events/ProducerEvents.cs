using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Events;

/// <summary>How well one of this peer's producers reaches the node, one score for each of its streams.</summary>
internal sealed record ProducerScored(string ProducerId, IReadOnlyList<ProducerScore> Score) : IServerEvent
{
    public static string Name => "producerScore";
}

/// <summary>One of this peer's producers was paused by the server.</summary>
internal sealed record ProducerPaused(string ProducerId) : IServerEvent
{
    public static string Name => "producerPaused";
}

/// <summary>One of this peer's producers, or data producers, was closed by the server.</summary>
internal sealed record ProducerClosed(string ProducerId) : IServerEvent
{
    public static string Name => "producerClosed";
}
