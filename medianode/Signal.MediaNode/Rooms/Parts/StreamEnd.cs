using System.Diagnostics.CodeAnalysis;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>The end of a stream whose producer is on another node.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer or wait handle needs no disposal.")]
internal sealed class StreamEnd
{
    private readonly CancellationTokenSource _end = new();

    public bool HasCome => _end.IsCancellationRequested;

    public void Come() => _end.Cancel();

    /// <summary>Adds a handler. Runs immediately when the end has come.</summary>
    public void Add(Action handler) => _end.Token.Register(handler);
}
