using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Events;

/// <summary>The score of one of this peer's producers changed: how well it reaches the node, one score per stream.</summary>
internal sealed record ProducerScored(string ProducerId, IReadOnlyList<ProducerScore> Score) : IServerEvent
{
    public static string Name => "producerScore";
}

/// <summary>The server paused one of this peer's producers.</summary>
internal sealed record ProducerPaused(string ProducerId) : IServerEvent
{
    public static string Name => "producerPaused";
}

/// <summary>The server closed one of this peer's producers or data producers.</summary>
internal sealed record ProducerClosed(string ProducerId) : IServerEvent
{
    public static string Name => "producerClosed";
}
