namespace Signal.LoadTest.Runs;

/// <summary>A room of the run.</summary>
internal sealed class LoadRoom(string id)
{
    private int _publishing;
    private int _sending;

    public string Id => id;

    /// <summary>Whether a peer has published when others enter: they are then offered its streams.</summary>
    public bool HasPublisher => Volatile.Read(ref _publishing) > 0;

    /// <summary>Whether a peer sends media when others enter.</summary>
    public bool HasMedia => Volatile.Read(ref _sending) > 0;

    public void Sending(bool starts) => Interlocked.Add(ref _sending, starts ? 1 : -1);

    public void Publishing(bool starts) => Interlocked.Add(ref _publishing, starts ? 1 : -1);
}
