using System.Text.Json;
using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Trace;

/// <summary>Reads statistics of worker objects until a deadline, and remembers whether any did not arrive. Reads none when they are not wanted.</summary>
internal sealed class StatisticsReader(bool wanted, CancellationToken deadline)
{
    private volatile bool _incomplete;

    /// <summary>Whether statistics are missing so far.</summary>
    public bool Incomplete => _incomplete;

    /// <summary>The statistics of one object, as an array; null when they are not wanted, did not arrive in time, or the object is gone.</summary>
    public Task<JsonElement?> OneAsync<T>(Func<CancellationToken, Task<T>> read)
        where T : class => ReadAsync(async () => Stats.Of(await read(deadline).WaitAsync(deadline)));

    /// <summary>The statistics of the RTP streams of one object, as an array; null as for <see cref="OneAsync"/>.</summary>
    public Task<JsonElement?> ManyAsync<T>(Func<CancellationToken, Task<T>> read)
        where T : System.Collections.IEnumerable => ReadAsync(async () => Stats.Of((await read(deadline).WaitAsync(deadline)).Cast<object>()));

    private async Task<JsonElement?> ReadAsync(Func<Task<JsonElement>> read)
    {
        if (!wanted)
        {
            return null;
        }

        try
        {
            deadline.ThrowIfCancellationRequested();
            return await read();
        }
        catch (Exception error) when (error is OperationCanceledException or MediasoupException)
        {
            _incomplete = true;
            return null;
        }
    }
}
