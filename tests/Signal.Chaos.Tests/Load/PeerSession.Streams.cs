using System.Text.Json;
using Signal.LoadTest.Peers;

namespace Signal.Chaos.Tests.Load;

/// <summary>The streams that the session sends, and their synchronisation with the node after a connection loss.</summary>
internal sealed partial class PeerSession
{
    /// <summary>Starts sending a stream.</summary>
    public async Task PublishAsync(Stream stream)
    {
        var id = stream.Kind == "data"
            ? Text(
                await AskAsync(
                    "produceData",
                    new
                    {
                        transportId = Text(_sendTransport, "id"),
                        sctpStreamParameters = new { streamId = stream.Number % 1000, ordered = true },
                        label = stream.Source,
                    }),
                "id")
            : await RoomEntry.PublishAsync(RequireConnection(), _sendTransport, stream.Kind, stream.Number, stream.Source, stream.Paused);
        Keep(stream.Source, new Published(id, stream.Kind, stream.Paused));
    }

    /// <summary>Pauses or resumes a stream.</summary>
    public async Task SetPausedAsync(string source, bool paused)
    {
        if (Published.GetValueOrDefault(source) is { Kind: not "data" } published)
        {
            await AskAsync(paused ? "pauseProducer" : "resumeProducer", new { producerId = published.Id });
            Keep(source, published with { Paused = paused });
        }
    }

    /// <summary>Ends a stream.</summary>
    public async Task UnpublishAsync(string source)
    {
        if (Published.GetValueOrDefault(source) is { } published)
        {
            await (published.Kind == "data"
                ? AskAsync("closeDataProducer", new { dataProducerId = published.Id })
                : AskAsync("closeProducer", new { producerId = published.Id }));
            lock (_lock)
            {
                _published.Remove(source);
            }
        }
    }

    /// <summary>Resumes the session over another connection, and synchronises the streams of node and client.</summary>
    public async Task ResumeAsync(IReadOnlyCollection<Stream> streams, TimeSpan timeout)
    {
        await OpenAsync(string.Join('.', _secret!.Split('.').Take(2)), timeout);
        var resumed = await AskAsync("resume", new { peerId = PeerId, sessionSecret = _secret, lastSequence = Interlocked.Read(ref _received) }, timeout);
        var (producers, dataProducers) = (Ids(resumed, "producers"), Ids(resumed, "dataProducers"));
        foreach (var (source, published) in Published)
        {
            if (!producers.Remove(published.Id) && !dataProducers.Remove(published.Id))
            {
                lock (_lock)
                {
                    _published.Remove(source);
                }
            }
        }

        // Requests on the lost connection that were never answered.
        foreach (var id in producers)
        {
            await AskAsync("closeProducer", new { producerId = id });
        }

        foreach (var id in dataProducers)
        {
            await AskAsync("closeDataProducer", new { dataProducerId = id });
        }

        foreach (var stream in streams)
        {
            if (Published.ContainsKey(stream.Source))
            {
                await SetPausedAsync(stream.Source, stream.Paused);
            }
            else
            {
                await PublishAsync(stream);
            }
        }

        foreach (var source in Published.Keys.Except(streams.Select(stream => stream.Source)))
        {
            await UnpublishAsync(source);
        }
    }

    private static HashSet<string> Ids(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var ids) && ids.ValueKind == JsonValueKind.Array ? [.. ids.EnumerateArray().Select(id => id.GetString()!)] : [];

    private void Keep(string source, Published published)
    {
        lock (_lock)
        {
            _published[source] = published;
        }
    }

    private void Forget(string producerId)
    {
        foreach (var source in _published.Where(entry => entry.Value.Id == producerId).Select(entry => entry.Key).ToArray())
        {
            _published.Remove(source);
        }
    }

    private void MarkPaused(string producerId)
    {
        foreach (var (source, published) in _published.Where(entry => entry.Value.Id == producerId).ToArray())
        {
            _published[source] = published with { Paused = true };
        }
    }
}
