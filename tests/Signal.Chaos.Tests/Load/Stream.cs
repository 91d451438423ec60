namespace Signal.Chaos.Tests.Load;

/// <summary>A stream that a client publishes, restored after connection losses.</summary>
/// <param name="Kind"><c>audio</c>, <c>video</c> or <c>data</c>.</param>
/// <param name="Number">Its number within the client, from 1.</param>
/// <param name="Paused">Whether it is paused.</param>
internal sealed record Stream(string Kind, int Number, bool Paused)
{
    /// <summary>Its name within the client.</summary>
    public string Source => $"{Kind}{Number}";
}

/// <summary>A stream as the node knows it.</summary>
/// <param name="Id">The id of the producer or data producer.</param>
/// <param name="Kind">As in <see cref="Stream"/>.</param>
/// <param name="Paused">As the node has confirmed.</param>
internal sealed record Published(string Id, string Kind, bool Paused);
