namespace Signal.Chaos.Tests.Load;

/// <summary>Something that a client wants to publish, whatever happens to its connection.</summary>
/// <param name="Kind"><c>audio</c>, <c>video</c> or <c>data</c>.</param>
/// <param name="Number">Its number within the client, from 1.</param>
/// <param name="Paused">Is it paused?</param>
internal sealed record Stream(string Kind, int Number, bool Paused)
{
    /// <summary>Its name within the client.</summary>
    public string Source => $"{Kind}{Number}";
}

/// <summary>What a node knows of a stream.</summary>
/// <param name="Id">The id of the producer or data producer.</param>
/// <param name="Kind">As in <see cref="Stream"/>.</param>
/// <param name="Paused">As the node has confirmed.</param>
internal sealed record Published(string Id, string Kind, bool Paused);
